#!/usr/bin/python3
"""Draws one picture for each product into pictures/: 800×600 JPEG, at most 40 KB, always the same.

    draw_pictures.py            all pictures; those of products that are gone are deleted
    draw_pictures.py SLUG …     some of them
"""

import io
import sys
from pathlib import Path

import drawing  # noqa: F401  fills KINDS
from drawing.canvas import Canvas
from drawing.kinds import KINDS
from make_demo_data import FOLDER, drawings

PICTURES = FOLDER / "pictures"
MOST_BYTES = 40 * 1024


def drawn(name, kind, colour):
    canvas = Canvas(name)
    KINDS[kind](canvas, colour)
    return canvas.finished()


def jpeg(picture):
    """As good as the size limit lets it be."""
    for quality in (82, 76, 70, 62, 54, 46):
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=quality, optimize=True, progressive=True)
        if buffer.tell() <= MOST_BYTES:
            return buffer.getvalue()
    raise ValueError(f"a picture stays above {MOST_BYTES} bytes at the lowest quality")


def main(slugs):
    PICTURES.mkdir(exist_ok=True)
    wanted = [row for row in drawings() if not slugs or Path(row[0]).stem in slugs]
    for name, kind, colour in wanted:
        (PICTURES / name).write_bytes(jpeg(drawn(name, kind, colour)))
    if not slugs:
        for path in set(PICTURES.glob("*.jpg")) - {PICTURES / row[0] for row in wanted}:
            path.unlink()
    print(f"{len(wanted)} pictures")


if __name__ == "__main__":
    main(set(sys.argv[1:]))
