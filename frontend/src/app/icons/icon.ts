import { Component, computed, input } from '@angular/core';
import {
  ArrowDown,
  ArrowUp,
  Check,
  ChevronDown,
  ChevronRight,
  Circle,
  CircleAlert,
  CircleCheck,
  CircleUser,
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
  FolderOpen,
  FolderUp,
  House,
  LogOut,
  Monitor,
  MonitorSmartphone,
  Moon,
  Pause,
  Play,
  RefreshCw,
  RotateCw,
  Search,
  SearchX,
  ShieldCheck,
  Sun,
  Trash2,
  TriangleAlert,
  Upload,
  WifiOff,
  X,
  type IconNode,
} from 'lucide';

/** The icons in use, and no others: each is a few hundred bytes in the bundle. */
const icons = {
  account: CircleUser,
  alert: CircleAlert,
  archive: FileArchive,
  audio: FileHeadphone,
  check: Check,
  circle: Circle,
  clear: X,
  code: FileCode,
  copy: Copy,
  dark: Moon,
  devices: MonitorSmartphone,
  done: CircleCheck,
  down: ChevronDown,
  download: Download,
  drop: CloudUpload,
  file: File,
  folder: Folder,
  'folder-open': FolderOpen,
  'folder-up': FolderUp,
  hide: EyeOff,
  home: House,
  image: FileImage,
  light: Sun,
  more: EllipsisVertical,
  next: ChevronRight,
  offline: WifiOff,
  pause: Pause,
  refresh: RefreshCw,
  resume: Play,
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
} satisfies Record<string, IconNode>;

export type IconName = keyof typeof icons;

/** An inlined SVG in the colour of the text around it. Decoration only: what it means is always said in words too. */
@Component({
  selector: 'airlock-icon',
  template: `
    <svg viewBox="0 0 24 24" [attr.width]="size()" [attr.height]="size()" aria-hidden="true" focusable="false">
      @for (node of nodes(); track $index) {
        @let a = node[1];
        @switch (node[0]) {
          @case ('path') {
            <path [attr.d]="a['d']" />
          }
          @case ('circle') {
            <circle [attr.cx]="a['cx']" [attr.cy]="a['cy']" [attr.r]="a['r']" />
          }
          @case ('rect') {
            <rect
              [attr.x]="a['x']"
              [attr.y]="a['y']"
              [attr.width]="a['width']"
              [attr.height]="a['height']"
              [attr.rx]="a['rx']"
            />
          }
          @case ('line') {
            <line [attr.x1]="a['x1']" [attr.y1]="a['y1']" [attr.x2]="a['x2']" [attr.y2]="a['y2']" />
          }
        }
      }
    </svg>
  `,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
    }
    svg {
      fill: var(--airlock-icon-fill, none);
      stroke: currentColor;
      stroke-width: 1.75;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `,
})
export class Icon {
  readonly name = input.required<IconName>();
  /** Side length in CSS pixels. */
  readonly size = input(20);

  protected readonly nodes = computed(() => icons[this.name()]);
}
