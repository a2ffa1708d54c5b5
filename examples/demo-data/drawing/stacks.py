"""Goods that come in stacks, on pallets or in bundles, seen from above."""

from .canvas import darker, lighter, mix
from .kinds import draws
from .surfaces import tone


@draws("blocks")
def blocks(canvas, colour):
    canvas.backdrop()
    canvas.origin = (370, 305)
    canvas.pallet(5.6, 4.2)
    for z in range(4):
        for x in range(4):
            for y in range(3):
                if z == 3 and (x + y > 3 or (x, y) == (3, 0)):
                    continue
                canvas.box(
                    x * 1.4, y * 1.4, 0.35 + z * 0.95, 1.36, 1.36, 0.92, tone(canvas, colour, 0.07)
                )


@draws("timber")
def timber(canvas, colour):
    canvas.backdrop()
    canvas.origin = (250, 230)
    canvas.ground_shadow(0, 0, 8, 4)
    for z in range(4):
        for y in range(5):
            if z == 3 and y in (0, 4):
                continue
            own = tone(canvas, colour, 0.13)
            length, left, up = 8 + canvas.random.uniform(-0.3, 0.3), y * 0.8, z * 0.72
            canvas.box(0, left, up, length, 0.76, 0.68, own)
            for share in (0.2, 0.45, 0.7):
                a, b = canvas.at(0.3, left + share * 0.76, up + 0.68), canvas.at(
                    length - 0.4, left + share * 0.76 + 0.04, up + 0.68
                )
                canvas.line([a, b], darker(own, 0.12), 0.9)
            x, y2 = canvas.at(length, left + 0.38, up + 0.34)
            for size in (7, 4.5, 2):
                canvas.ring(x, y2, size, size * 1.2, darker(own, 0.42), 0.8)


@draws("sheets")
def sheets(canvas, colour):
    canvas.backdrop()
    canvas.origin = (344, 225)
    canvas.pallet(7, 4.6)
    for z in range(9):
        shift = canvas.random.uniform(-0.06, 0.06)
        canvas.box(shift, -shift, 0.35 + z * 0.24, 7, 4.6, 0.21, tone(canvas, colour, 0.06))
    for _ in range(140):
        x, y = canvas.random.uniform(0.1, 6.5), canvas.random.uniform(0.1, 4.4)
        a, b = canvas.at(x, y, 2.48), canvas.at(
            x + canvas.random.uniform(0, 0.4), y + canvas.random.uniform(-0.12, 0.12), 2.48
        )
        canvas.line([a, b], tone(canvas, colour, 0.22), 1.4)


@draws("foam", "wool_pack")
def foam(canvas, colour):
    canvas.backdrop()
    canvas.origin = (356, 320)
    canvas.ground_shadow(0, 0, 5, 3.2)
    for z in range(6):
        canvas.box(0, 0, z * 0.66, 5, 3.2, 0.62, tone(canvas, colour, 0.05))
    for _ in range(170):
        x, y = canvas.at(canvas.random.uniform(0.1, 4.9), canvas.random.uniform(0.1, 3.1), 3.92)
        canvas.ellipse(x, y, 2.4, 1.5, tone(canvas, colour, 0.18))
    band = mix(colour, "#35688f", 0.75)
    canvas.face([(1.9, 3.2, 0), (3.1, 3.2, 0), (3.1, 3.2, 3.92), (1.9, 3.2, 3.92)], band)
    canvas.face(
        [(1.9, 0, 3.93), (3.1, 0, 3.93), (3.1, 3.2, 3.93), (1.9, 3.2, 3.93)], lighter(band, 0.15)
    )


@draws("profiles", "rebar", "posts", "skirting", "kerb")
def long_goods(canvas, colour):
    canvas.backdrop()
    canvas.origin = (220, 220)
    canvas.ground_shadow(0, 0, 9, 2.4, 0.38)
    for z, count in enumerate((5, 4, 3)):
        for y in range(count):
            own = tone(canvas, colour, 0.09)
            left, up, length = y * 0.62 + z * 0.31, z * 0.46, 9 + canvas.random.uniform(-0.25, 0.25)
            canvas.box(0, left, up, length, 0.52, 0.42, own)
            canvas.face(
                [
                    (length, left + 0.1, up + 0.08),
                    (length, left + 0.42, up + 0.08),
                    (length, left + 0.42, up + 0.34),
                    (length, left + 0.1, up + 0.34),
                ],
                darker(own, 0.5),
            )
    for x in (1.4, 7.2):
        canvas.line(
            [
                canvas.at(x, 3.05, 0),
                canvas.at(x, 2.85, 0.46),
                canvas.at(x, 2.5, 0.95),
                canvas.at(x, 2.05, 1.38),
                canvas.at(x, 0.65, 1.38),
                canvas.at(x, 0.2, 0.9),
            ],
            "#2c4a63",
            5,
        )


@draws("big_bag")
def big_bag(canvas, colour):
    canvas.backdrop()
    canvas.shadow(400, 500, 210, 36)
    canvas.poly(
        [(210, 250), (590, 250), (606, 492), (400, 512), (194, 492)],
        "#f1efe8",
        "#cdc8bb",
        across=True,
        middle="#faf8f2",
    )
    for share in range(1, 9):
        canvas.line(
            [(208 - share, 250 + share * 28), (592 + share, 250 + share * 28)], "#dedacd", 1
        )
    canvas.ellipse(400, 250, 190, 46, "#d8d3c6")
    canvas.ellipse(400, 246, 174, 38, darker(colour, 0.25))
    for _ in range(420):
        spread = canvas.random.gauss(0, 0.4)
        x = 400 + max(-1, min(1, spread)) * 160
        height = 74 * (1 - min(1, abs(x - 400) / 165) ** 1.6)
        y = 258 - canvas.random.random() * height
        canvas.ellipse(
            x,
            y,
            canvas.random.uniform(3, 8),
            canvas.random.uniform(2.5, 6),
            tone(canvas, colour, 0.28),
        )
    for x in (214, 586):
        canvas.line(
            [
                (x, 250),
                (x + (10 if x < 400 else -10), 130),
                (x + (52 if x < 400 else -52), 130),
                (x + (62 if x < 400 else -62), 236),
            ],
            "#2f5f8f",
            9,
        )
    canvas.rect(330, 350, 140, 84, "#2f5f8f", "#27507a", 6)
    canvas.rect(346, 366, 108, 12, "#e8eef3", radius=3)
    canvas.rect(346, 390, 74, 10, "#b8cbdc", radius=3)


@draws("mesh")
def mesh(canvas, colour):
    canvas.backdrop()
    canvas.origin = (344, 150)
    canvas.ground_shadow(0, 0, 6.6, 5, 0.25)
    for sheet in range(3):
        z = 0.2 + sheet * 0.28
        own = lighter(colour, 0.1 * sheet)
        for step in range(12):
            canvas.line(
                [canvas.at(step * 0.6, 0, z), canvas.at(step * 0.6, 5.4, z)], darker(own, 0.15), 4
            )
        for step in range(10):
            canvas.line(
                [canvas.at(0, step * 0.6, z + 0.06), canvas.at(6.6, step * 0.6, z + 0.06)], own, 4
            )


@draws("stones")
def stones(canvas, colour):
    canvas.backdrop()
    canvas.shadow(400, 500, 320, 44)
    for row in range(4):
        for index in range(7 - row):
            x = 400 + (index - (6 - row) / 2) * 92 + canvas.random.uniform(-9, 9)
            y, own = 480 - row * 66 + canvas.random.uniform(-8, 8), tone(canvas, colour, 0.22)
            rx, ry = canvas.random.uniform(46, 58), canvas.random.uniform(34, 43)
            canvas.ellipse(x, y, rx, ry, lighter(own, 0.28), darker(own, 0.4))
            canvas.ellipse(
                x - rx * 0.25,
                y - ry * 0.4,
                rx * 0.4,
                ry * 0.28,
                lighter(own, 0.36),
                lighter(own, 0.2),
            )
            for _ in range(8):
                canvas.ellipse(
                    x + canvas.random.uniform(-30, 30),
                    y + canvas.random.uniform(-20, 20),
                    2,
                    1.4,
                    tone(canvas, own, 0.3),
                )
