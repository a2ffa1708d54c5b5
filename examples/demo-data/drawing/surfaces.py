"""What covers floors, walls and roofs: pictures filled to the edge."""

import math

from .canvas import HEIGHT, WIDTH, darker, lighter, mix
from .kinds import draws


def tone(canvas, colour, spread=0.12):
    share = canvas.random.uniform(-spread, spread)
    return lighter(colour, share) if share > 0 else darker(colour, -share)


def tile(canvas, x, y, width, height, colour):
    own = tone(canvas, colour, 0.07)
    canvas.rect(x, y, width, height, lighter(own, 0.12), darker(own, 0.06), 2)
    canvas.line([(x + 2, y + 2), (x + width - 2, y + 2)], lighter(own, 0.35), 1)


@draws("tiles_square")
def tiles_square(canvas, colour):
    canvas.rect(0, 0, WIDTH, HEIGHT, darker(colour, 0.28))
    for row in range(3):
        for column in range(4):
            tile(canvas, column * 204 - 6, row * 204 - 6, 198, 198, colour)
            for _ in range(7):
                x, y = column * 204 + canvas.random.uniform(
                    10, 150
                ), row * 204 + canvas.random.uniform(10, 180)
                canvas.line(
                    [(x, y), (x + canvas.random.uniform(8, 40), y + canvas.random.uniform(-6, 6))],
                    tone(canvas, colour, 0.1),
                    0.8,
                )
    canvas.daylight()


@draws("tiles_marble")
def tiles_marble(canvas, colour):
    canvas.rect(0, 0, WIDTH, HEIGHT, darker(colour, 0.2))
    for row in range(2):
        for column in range(3):
            tile(canvas, column * 272 - 8, row * 304 - 4, 267, 299, colour)
    for _ in range(9):
        x, y = canvas.random.uniform(-50, 800), canvas.random.uniform(-100, 300)
        points = []
        for _ in range(9):
            points.append((x, y))
            x, y = x + canvas.random.uniform(-20, 60), y + canvas.random.uniform(20, 70)
        canvas.line(
            points,
            mix(colour, "#8d8f94", canvas.random.uniform(0.25, 0.7)),
            canvas.random.uniform(0.8, 2.6),
        )
    canvas.daylight()


@draws("tiles_subway")
def tiles_subway(canvas, colour):
    canvas.rect(0, 0, WIDTH, HEIGHT, lighter(mix(colour, "#d8d5cf", 0.7), 0.2))
    for row in range(9):
        for column in range(-1, 5):
            x, y = column * 206 + (row % 2) * 103, row * 69 - 6
            own = tone(canvas, colour, 0.06)
            canvas.rect(x, y, 200, 63, darker(own, 0.14), darker(own, 0.22), 3)
            canvas.rect(x + 9, y + 8, 182, 47, lighter(own, 0.2), own, 2)
            canvas.poly(
                [(x, y), (x + 200, y), (x + 191, y + 8), (x + 9, y + 8)], lighter(own, 0.45)
            )
    canvas.daylight()


@draws("tiles_hexagon")
def tiles_hexagon(canvas, colour):
    canvas.rect(0, 0, WIDTH, HEIGHT, darker(mix(colour, "#cfcac2", 0.75), 0.1))
    radius = 48
    for row in range(10):
        for column in range(12):
            x = column * 88 + (row % 2) * 44 - 20
            y = row * 76 - 20
            points = [
                (x + radius * math.sin(k * math.pi / 3), y + radius * math.cos(k * math.pi / 3))
                for k in range(6)
            ]
            own = tone(canvas, colour, 0.13)
            canvas.poly(points, lighter(own, 0.15), darker(own, 0.05))
    canvas.daylight()


@draws("brick_wall")
def brick_wall(canvas, colour):
    canvas.rect(0, 0, WIDTH, HEIGHT, "#b9b1a6", "#a59d92")
    for row in range(9):
        for column in range(-1, 5):
            x, y = column * 186 + (row % 2) * 93 - 10, row * 70 - 8
            own = tone(canvas, colour, 0.2)
            canvas.rect(x + 3, y + 4, 175, 60, darker(own, 0.5), radius=4)
            canvas.rect(x, y, 175, 60, lighter(own, 0.1), darker(own, 0.1), 4)
            for _ in range(10):
                a, b = x + canvas.random.uniform(6, 160), y + canvas.random.uniform(6, 52)
                canvas.ellipse(
                    a,
                    b,
                    canvas.random.uniform(1, 4),
                    canvas.random.uniform(0.8, 2),
                    tone(canvas, own, 0.22),
                )
    canvas.daylight()


@draws("boards")
def boards(canvas, colour):
    canvas.rect(0, 0, WIDTH, HEIGHT, darker(colour, 0.6))
    for row in range(6):
        y, x = row * 101 - 3, -canvas.random.uniform(0, 400)
        while x < WIDTH:
            length = canvas.random.uniform(380, 640)
            own = tone(canvas, colour, 0.16)
            canvas.rect(x, y, length - 2, 98, lighter(own, 0.08), darker(own, 0.05))
            canvas.grain(x, y, length - 2, 98, own, 22)
            if canvas.random.random() < 0.5:
                knot_x, knot_y = x + canvas.random.uniform(
                    60, length - 60
                ), y + canvas.random.uniform(25, 75)
                for size in (13, 9, 5):
                    canvas.ellipse(
                        knot_x, knot_y, size * 1.5, size, darker(own, 0.5 - size * 0.025)
                    )
            x += length
    canvas.daylight()


@draws("herringbone")
def herringbone(canvas, colour):
    canvas.rect(0, 0, WIDTH, HEIGHT, darker(colour, 0.55))
    width, rise, depth = 100, 100, 62
    for column in range(-1, 9):
        for row in range(-4, 14):
            x, y, up = column * width, row * depth, column % 2
            left, right = (y, y - rise) if up else (y - rise, y)
            own = tone(canvas, darker(colour, 0.08) if up else colour, 0.13)
            canvas.poly(
                [
                    (x + 1, left),
                    (x + width - 1, right),
                    (x + width - 1, right + depth - 3),
                    (x + 1, left + depth - 3),
                ],
                lighter(own, 0.08),
                darker(own, 0.06),
            )
            for share in (0.25, 0.5, 0.7):
                shift = share * depth + canvas.random.uniform(-6, 6)
                canvas.line(
                    [(x + 6, left + shift), (x + width - 6, right + shift)], darker(own, 0.14), 0.9
                )
    canvas.daylight()


@draws("roof_tiles")
def roof_tiles(canvas, colour):
    canvas.rect(0, 0, WIDTH, HEIGHT, darker(colour, 0.65))
    for row in range(7):
        for column in range(-1, 9):
            x, y = column * 100 + (row % 2) * 50, row * 92 - 30
            own = tone(canvas, colour, 0.1)
            canvas.rect(x + 2, y, 98, 118, darker(own, 0.4), radius=24)
            canvas.rect(
                x + 2,
                y - 8,
                94,
                118,
                darker(own, 0.2),
                darker(own, 0.3),
                22,
                across=True,
                middle=lighter(own, 0.22),
            )
    canvas.daylight()


@draws("metal_roof")
def metal_roof(canvas, colour):
    for column in range(12):
        canvas.rect(
            column * 70 - 10,
            0,
            71,
            HEIGHT,
            darker(colour, 0.32),
            darker(colour, 0.3),
            across=True,
            middle=lighter(colour, 0.28),
        )
    for row in range(4):
        y = row * 170 + 40
        for column in range(12):
            x = column * 70 - 10
            canvas.line(
                [(x, y), (x + 18, y - 12), (x + 52, y - 12), (x + 70, y)], darker(colour, 0.55), 5
            )
            canvas.line(
                [(x, y + 6), (x + 18, y - 6), (x + 52, y - 6), (x + 70, y + 6)],
                lighter(colour, 0.3),
                2,
            )
    canvas.daylight()


@draws("seam_roof")
def seam_roof(canvas, colour):
    for column in range(5):
        x = column * 170 - 20
        canvas.rect(x, 0, 171, HEIGHT, lighter(colour, 0.14), darker(colour, 0.06), across=True)
        for share in (58, 114):
            canvas.line([(x + share, 0), (x + share, HEIGHT)], darker(colour, 0.14), 3)
        canvas.rect(x - 5, 0, 5, HEIGHT, lighter(colour, 0.5))
        canvas.rect(x, 0, 8, HEIGHT, darker(colour, 0.45))
    canvas.daylight()


@draws("shingles")
def shingles(canvas, colour):
    canvas.rect(0, 0, WIDTH, HEIGHT, darker(colour, 0.5))
    for row in range(9):
        for column in range(-1, 8):
            x, y = column * 116 + (row % 2) * 58, row * 74 - 50
            own = tone(canvas, colour, 0.2)
            shape = [
                (x + 4, y),
                (x + 112, y),
                (x + 112, y + 62),
                (x + 84, y + 100),
                (x + 32, y + 100),
                (x + 4, y + 62),
            ]
            canvas.poly([(a + 2, b + 7) for a, b in shape], darker(own, 0.6))
            canvas.poly(shape, darker(own, 0.15), lighter(own, 0.12))
    canvas.daylight()


@draws("paving")
def paving(canvas, colour):
    canvas.rect(0, 0, WIDTH, HEIGHT, "#8b8378", "#766f65")
    for row in range(8):
        for column in range(-1, 7):
            x, y = column * 136 + (row % 2) * 68, row * 82 - 10
            own = tone(canvas, colour, 0.17)
            canvas.rect(x + 2, y + 3, 128, 75, darker(own, 0.5), radius=9)
            canvas.rect(x, y, 127, 73, lighter(own, 0.16), darker(own, 0.06), 9)
            for _ in range(14):
                a, b = x + canvas.random.uniform(8, 118), y + canvas.random.uniform(8, 64)
                canvas.ellipse(a, b, 1.6, 1.2, tone(canvas, own, 0.3))
    canvas.daylight()
