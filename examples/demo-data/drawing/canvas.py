"""A drawing board of 800×600 points: gradients, soft shadows, and boxes seen from above."""

import random
from zlib import crc32

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter, ImageOps

WIDTH, HEIGHT = 800, 600
SCALE = 2  # drawn twice as large and reduced, for smooth edges
BACKDROPS = ("#e9e4da", "#dfe6e6", "#e6e2ea", "#e3e8dc", "#e0e4ec", "#ece3dd")


def rgb(colour):
    return ImageColor.getrgb(colour) if isinstance(colour, str) else colour


def mix(one, other, share):
    """`share` 0 gives `one`, 1 gives `other`."""
    return tuple(round(a + (b - a) * share) for a, b in zip(rgb(one), rgb(other)))


def lighter(colour, share=0.25):
    return mix(colour, "#ffffff", share)


def darker(colour, share=0.25):
    return mix(colour, "#14110f", share)


class Canvas:
    def __init__(self, name):
        self.random = random.Random(crc32(name.encode()))
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), "#e6e6e6")
        self.origin, self.unit = (400, 330), 56

    # -- flat shapes, in points ---------------------------------------------------------------

    def fill(self, paint, box, light, dark=None, across=False, middle=None):
        """Paints the shape that `paint(draw, scale)` sets on a mask, with a gradient over `box`."""
        mask = Image.new("L", self.image.size, 0)
        paint(ImageDraw.Draw(mask))
        left, top, right, bottom = (round(v * SCALE) for v in box)
        size = (max(1, right - left), max(1, bottom - top))
        ramp = Image.linear_gradient("L")
        ramp = (ramp.rotate(90) if across else ramp).resize(size)
        tint = ImageOps.colorize(
            ramp, rgb(light), rgb(dark or light), mid=rgb(middle) if middle else None
        )
        self.image.paste(tint, (left, top), mask.crop((left, top, left + size[0], top + size[1])))

    def rect(self, x, y, width, height, light, dark=None, radius=0, across=False, middle=None):
        def paint(draw):
            draw.rounded_rectangle(
                [x * SCALE, y * SCALE, (x + width) * SCALE, (y + height) * SCALE],
                radius * SCALE,
                255,
            )

        self.fill(paint, (x, y, x + width + 1, y + height + 1), light, dark, across, middle)

    def ellipse(self, x, y, rx, ry, light, dark=None, across=False, middle=None):
        def paint(draw):
            draw.ellipse(
                [(x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE], 255
            )

        self.fill(paint, (x - rx, y - ry, x + rx + 1, y + ry + 1), light, dark, across, middle)

    def poly(self, points, light, dark=None, across=False, middle=None):
        def paint(draw):
            draw.polygon([(x * SCALE, y * SCALE) for x, y in points], 255)

        xs, ys = zip(*points)
        self.fill(paint, (min(xs), min(ys), max(xs) + 1, max(ys) + 1), light, dark, across, middle)

    def line(self, points, colour, width=2):
        draw = ImageDraw.Draw(self.image)
        draw.line(
            [(x * SCALE, y * SCALE) for x, y in points],
            rgb(colour),
            round(width * SCALE),
            joint="curve",
        )

    def ring(self, x, y, rx, ry, colour, width=4):
        box = [(x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE]
        ImageDraw.Draw(self.image).ellipse(box, outline=rgb(colour), width=round(width * SCALE))

    def tube(self, x, y, width, height, colour, radius=0, upright=True):
        """A cylinder seen from the side: dark, light, dark across its axis."""
        self.rect(
            x,
            y,
            width,
            height,
            darker(colour, 0.35),
            darker(colour, 0.42),
            radius,
            across=upright,
            middle=lighter(colour, 0.35),
        )

    # -- light ---------------------------------------------------------------------------------

    def backdrop(self):
        """A photographer's paper sweep."""
        tone = self.random.choice(BACKDROPS)
        self.rect(0, 0, WIDTH, HEIGHT, darker(tone, 0.10), lighter(tone, 0.45))
        self.glow(400, 240, 420, 280, "#ffffff", 0.55)

    def soft(self, paint, blur, colour, strength):
        mask = Image.new("L", (WIDTH, HEIGHT), 0)
        paint(ImageDraw.Draw(mask))
        mask = mask.filter(ImageFilter.GaussianBlur(blur)).point(lambda v: round(v * strength))
        self.image.paste(rgb(colour), (0, 0), mask.resize(self.image.size))

    def glow(self, x, y, rx, ry, colour, strength):
        self.soft(
            lambda draw: draw.ellipse([x - rx, y - ry, x + rx, y + ry], 255), 70, colour, strength
        )

    def shadow(self, x, y, rx, ry, strength=0.42):
        self.soft(
            lambda draw: draw.ellipse([x - rx, y - ry, x + rx, y + ry], 255),
            14,
            "#231c18",
            strength,
        )

    def shadow_of(self, points, strength=0.4, blur=16):
        self.soft(lambda draw: draw.polygon(points, 255), blur, "#231c18", strength)

    def daylight(self):
        """Light from the upper left over a surface that fills the picture."""
        ramp = Image.linear_gradient("L").rotate(45, expand=True).crop((90, 90, 272, 272))
        veil = ImageOps.colorize(ramp.resize(self.image.size), "#ffffff", "#b4aca6")
        self.image = ImageChops.multiply(self.image, veil)

    # -- boxes from above ------------------------------------------------------------------------

    def at(self, x, y, z):
        """Where a point in space falls; x runs right and near, y left and near, z up."""
        return (
            self.origin[0] + (x - y) * 0.866 * self.unit,
            self.origin[1] + (x + y) * 0.5 * self.unit - z * self.unit,
        )

    def face(self, corners, colour, dark=None):
        self.poly([self.at(*corner) for corner in corners], colour, dark or darker(colour, 0.08))

    def box(self, x, y, z, dx, dy, dz, colour):
        ex, ey, ez = x + dx, y + dy, z + dz
        self.face([(x, ey, z), (ex, ey, z), (ex, ey, ez), (x, ey, ez)], darker(colour, 0.13))
        self.face([(ex, y, z), (ex, ey, z), (ex, ey, ez), (ex, y, ez)], darker(colour, 0.3))
        self.face(
            [(x, y, ez), (ex, y, ez), (ex, ey, ez), (x, ey, ez)], lighter(colour, 0.16), colour
        )

    def ground_shadow(self, x, y, dx, dy, strength=0.45):
        points = [
            self.at(x - 0.1, y, 0),
            self.at(x + dx + 0.5, y - 0.1, 0),
            self.at(x + dx + 0.4, y + dy + 0.3, 0),
            self.at(x, y + dy + 0.3, 0),
        ]
        self.shadow_of(points, strength)

    def pallet(self, dx, dy):
        wood = "#b08a5b"
        self.ground_shadow(0, 0, dx, dy)
        for share in (0, 0.45, 0.9):
            self.box(share * dx, 0, 0, 0.1 * dx, dy, 0.25, wood)
        for share in (0, 0.22, 0.44, 0.66, 0.88):
            self.box(0, share * dy, 0.25, dx, 0.12 * dy, 0.1, wood)

    # -- wood ----

    def grain(self, x, y, width, height, colour, lines=9, upright=False):
        """Fine wavy streaks along a board."""
        long_side, short_side = (height, width) if upright else (width, height)
        for _ in range(lines):
            offset = self.random.uniform(0.06, 0.94) * short_side
            start = self.random.uniform(0, 0.5) * long_side
            end = start + self.random.uniform(0.25, 0.9) * (long_side - start)
            bend = self.random.uniform(-0.04, 0.04) * short_side
            spots = [(start, offset), ((start + end) / 2, offset + bend), (end, offset)]
            streak = darker(colour, self.random.uniform(0.06, 0.2))
            self.line(
                [(x + b, y + a) if upright else (x + a, y + b) for a, b in spots],
                streak,
                self.random.uniform(0.6, 1.6),
            )

    def finished(self):
        return self.image.resize((WIDTH, HEIGHT), Image.LANCZOS)
