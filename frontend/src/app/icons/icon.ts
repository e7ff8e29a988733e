import { Component, computed, input } from '@angular/core';
import { LucideDynamicIcon, type LucideIconData } from '@lucide/angular';
import {
  ArrowDown,
  ArrowLeft,
  ArrowUp,
  Check,
  ChevronDown,
  ChevronRight,
  Circle,
  CircleAlert,
  CircleCheck,
  CircleUser,
  ClipboardPaste,
  CloudUpload,
  Copy,
  Download,
  EllipsisVertical,
  Eye,
  EyeOff,
  File,
  FileArchive,
  FileCode,
  FileHeadphone,
  FileImage,
  FileSpreadsheet,
  FileText,
  FileVideoCamera,
  Folder,
  FolderInput,
  FolderOpen,
  FolderPlus,
  FolderUp,
  History,
  House,
  Info,
  Keyboard,
  KeyRound,
  LayoutGrid,
  List,
  LogOut,
  Mail,
  Monitor,
  MonitorSmartphone,
  Moon,
  Pause,
  Pencil,
  Play,
  Plus,
  RefreshCw,
  RotateCcw,
  RotateCw,
  Rows4,
  Scissors,
  Search,
  SearchX,
  ShieldCheck,
  Sun,
  Trash2,
  TriangleAlert,
  Upload,
  WifiOff,
  X,
  type LucideIconData as NamelessIconData,
} from '@lucide/icons';

/**
 * The icons in use. They are imported as data and drawn by one component: an icon component of the library carries the
 * whole template with it, which would make the code of all icons four times as large.
 */
const icons = {
  account: CircleUser,
  activity: History,
  alert: CircleAlert,
  archive: FileArchive,
  audio: FileHeadphone,
  back: ArrowLeft,
  check: Check,
  circle: Circle,
  clear: X,
  code: FileCode,
  compact: Rows4,
  copy: Copy,
  cut: Scissors,
  dark: Moon,
  devices: MonitorSmartphone,
  done: CircleCheck,
  down: ChevronDown,
  download: Download,
  drop: CloudUpload,
  file: File,
  folder: Folder,
  'folder-new': FolderPlus,
  'folder-open': FolderOpen,
  'folder-up': FolderUp,
  grid: LayoutGrid,
  hide: EyeOff,
  home: House,
  image: FileImage,
  info: Info,
  key: KeyRound,
  keys: Keyboard,
  light: Sun,
  list: List,
  mail: Mail,
  more: EllipsisVertical,
  move: FolderInput,
  new: Plus,
  next: ChevronRight,
  offline: WifiOff,
  paste: ClipboardPaste,
  pause: Pause,
  refresh: RefreshCw,
  rename: Pencil,
  resume: Play,
  restore: RotateCcw,
  retry: RotateCw,
  search: Search,
  'search-none': SearchX,
  sheet: FileSpreadsheet,
  show: Eye,
  'sign-out': LogOut,
  'sort-down': ArrowDown,
  'sort-up': ArrowUp,
  system: Monitor,
  text: FileText,
  trash: Trash2,
  upload: Upload,
  verified: ShieldCheck,
  video: FileVideoCamera,
  warning: TriangleAlert,
} satisfies Record<string, NamelessIconData>;

export type IconName = keyof typeof icons;

/** Inline SVG in the colour of the surrounding text. It is decoration only: its meaning is always said in words too. */
@Component({
  selector: 'airlock-icon',
  imports: [LucideDynamicIcon],
  template: `<svg [lucideIcon]="icon()" [size]="size()" [strokeWidth]="1.75" focusable="false"></svg>`,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
    }
    svg {
      fill: var(--airlock-icon-fill, none);
    }
  `,
})
export class Icon {
  readonly name = input.required<IconName>();
  /** Side length in CSS pixels. */
  readonly size = input(20);

  protected readonly icon = computed((): LucideIconData => ({ ...icons[this.name()], name: this.name() }));
}
