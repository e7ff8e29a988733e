/** Where a picture stands in its window, in CSS pixels. `scale` is 1 at the picture's actual size. */
export interface Zoom {
  readonly scale: number;
  /** Left upper corner of the picture, measured from that of the window. */
  readonly x: number;
  readonly y: number;
}

export interface Area {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

const mostScale = 16;

/** Returns the scale at which all of the picture is seen. A small picture is not enlarged. */
export const fitScale = (view: Area, picture: Area): number =>
  Math.min(1, view.width / picture.width, view.height / picture.height);

/** Returns the picture in the middle, all of it seen. */
export const fitted = (view: Area, picture: Area): Zoom =>
  placed(view, picture, { scale: fitScale(view, picture), x: 0, y: 0 });

/** Returns the picture larger or smaller by a factor; what is at the point stays there. */
export function zoomedAt(view: Area, picture: Area, zoom: Zoom, factor: number, point: Point): Zoom {
  const least = Math.min(fitScale(view, picture), 1);
  const scale = Math.min(mostScale, Math.max(least, zoom.scale * factor));
  const ratio = scale / zoom.scale;
  const x = point.x - (point.x - zoom.x) * ratio;
  const y = point.y - (point.y - zoom.y) * ratio;
  return placed(view, picture, { scale, x, y });
}

export const moved = (view: Area, picture: Area, zoom: Zoom, by: Point): Zoom =>
  placed(view, picture, { scale: zoom.scale, x: zoom.x + by.x, y: zoom.y + by.y });

/** Returns whether a part of the picture is outside the window, so that moving it makes sense. */
export const isLarger = (view: Area, picture: Area, { scale }: Zoom): boolean =>
  picture.width * scale > view.width + 0.5 || picture.height * scale > view.height + 0.5;

/** Keeps the picture where it is seen: in the middle when it is smaller than the window, without a gap when larger. */
function placed(view: Area, picture: Area, { scale, x, y }: Zoom): Zoom {
  return {
    scale,
    x: within(view.width, picture.width * scale, x),
    y: within(view.height, picture.height * scale, y),
  };
}

const within = (window: number, length: number, at: number): number =>
  length <= window ? (window - length) / 2 : Math.min(0, Math.max(window - length, at));
