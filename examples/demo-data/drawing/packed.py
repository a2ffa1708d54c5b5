"""Goods in bags, buckets, boxes, tubes and coils."""

from .canvas import darker, lighter, mix
from .kinds import draws
from .surfaces import tone


@draws("bag")
def bag(canvas, colour):
    canvas.backdrop()
    canvas.shadow(400, 512, 235, 34)
    for x, y, tint in ((286, 190, 0.35), (372, 152, 0.0)):
        paper = mix("#efe9dc", colour, 0.12 + tint * 0.3)
        canvas.poly(
            [
                (x - 108, y + 12),
                (x + 108, y),
                (x + 118, y + 180),
                (x + 110, y + 356),
                (x - 112, y + 360),
                (x - 118, y + 180),
            ],
            darker(paper, 0.1),
            darker(paper, 0.2),
            across=True,
            middle=lighter(paper, 0.45),
        )
        canvas.poly(
            [(x - 117, y + 150), (x + 117, y + 140), (x + 116, y + 262), (x - 116, y + 268)],
            darker(colour, 0.05),
            darker(colour, 0.25),
            across=True,
            middle=lighter(colour, 0.16),
        )
        canvas.rect(x - 70, y + 176, 130, 20, "#ffffff", radius=4)
        canvas.rect(x - 70, y + 210, 92, 12, lighter(colour, 0.6), radius=4)
        canvas.line([(x - 106, y + 26), (x + 108, y + 15)], "#b9a98a", 3)
        canvas.ellipse(x + 62, y + 312, 24, 24, lighter(colour, 0.1), darker(colour, 0.1))
    canvas.poly(
        [(470, 512), (720, 512), (660, 480), (600, 452), (540, 478)],
        lighter(mix(colour, "#b8b3aa", 0.8), 0.2),
        mix(colour, "#8f8a82", 0.8),
    )


@draws("bucket")
def bucket(canvas, colour):
    canvas.backdrop()
    canvas.shadow(400, 508, 180, 32)
    white = "#f4f3ef"
    canvas.poly(
        [(248, 190), (552, 190), (528, 500), (272, 500)],
        "#b9b6af",
        "#aaa7a0",
        across=True,
        middle=white,
    )
    canvas.ellipse(400, 500, 128, 24, "#b9b6af", "#aaa7a0", across=True, middle=white)
    canvas.poly(
        [(256, 262), (544, 262), (532, 436), (268, 436)],
        darker(colour, 0.25),
        darker(colour, 0.3),
        across=True,
        middle=lighter(colour, 0.2),
    )
    canvas.rect(310, 292, 180, 30, "#ffffff", radius=6)
    canvas.rect(310, 340, 130, 14, lighter(colour, 0.55), radius=5)
    canvas.rect(310, 366, 96, 14, lighter(colour, 0.55), radius=5)
    canvas.ellipse(400, 190, 160, 36, "#c9c6bf", "#dedbd4")
    canvas.ellipse(400, 182, 160, 36, "#ffffff", "#dcd9d2")
    canvas.ellipse(400, 182, 128, 25, lighter(colour, 0.1), darker(colour, 0.08))
    canvas.line(
        [(244, 200), (262, 300), (330, 404), (400, 420), (470, 404), (538, 300), (556, 200)],
        "#8d8b87",
        3,
    )


@draws("paint_can")
def paint_can(canvas, colour):
    canvas.backdrop()
    canvas.shadow(400, 500, 170, 30)
    canvas.tube(262, 190, 276, 296, "#b9bdc0")
    canvas.ellipse(
        400,
        486,
        138,
        27,
        darker("#b9bdc0", 0.35),
        darker("#b9bdc0", 0.42),
        across=True,
        middle=lighter("#b9bdc0", 0.35),
    )
    canvas.rect(
        262,
        236,
        277,
        206,
        darker(colour, 0.35),
        darker(colour, 0.4),
        across=True,
        middle=lighter(colour, 0.2),
    )
    canvas.rect(318, 268, 164, 26, "#f6f1e6", radius=5)
    for index in range(3):
        canvas.rect(330, 322 + index * 32, 140, 14, lighter(colour, 0.35 + 0.1 * index), radius=7)
    canvas.ellipse(400, 190, 138, 28, "#e1e4e6", "#9da1a4")
    canvas.ellipse(400, 189, 116, 21, darker(colour, 0.1), lighter(colour, 0.25))
    canvas.poly([(560, 214), (590, 206), (640, 470), (606, 480)], "#c79a5d", "#a87a3f")
    canvas.poly([(548, 150), (588, 140), (600, 212), (556, 222)], "#c3c7ca", "#8f9396")
    canvas.poly([(540, 96), (582, 84), (590, 144), (546, 154)], darker(colour, 0.1), "#5a4a3c")


@draws("cartridge")
def cartridge(canvas, colour):
    canvas.backdrop()
    canvas.shadow(400, 508, 220, 28)
    for x, tint in ((270, 0.25), (400, 0.0), (530, 0.4)):
        own = mix(colour, "#dedbd4", tint)
        canvas.poly(
            [(x - 9, 96), (x + 9, 96), (x + 17, 190), (x - 17, 190)],
            "#c9c7c1",
            "#a9a7a1",
            across=True,
            middle="#f6f5f1",
        )
        canvas.tube(x - 34, 186, 68, 18, "#d9d7d1", 4)
        canvas.tube(x - 50, 202, 100, 300, own, 8)
        canvas.rect(
            x - 50,
            270,
            101,
            120,
            darker("#2f5f7a", 0.2),
            darker("#2f5f7a", 0.3),
            across=True,
            middle="#4d86a8",
        )
        canvas.rect(x - 30, 292, 60, 14, "#ffffff", radius=4)
        canvas.rect(x - 30, 318, 42, 9, "#b8d0de", radius=4)


@draws("box", "screws")
def box(canvas, colour):
    canvas.backdrop()
    canvas.origin = (370, 260)
    canvas.ground_shadow(0, 0, 4.6, 3.4)
    canvas.box(0, 0, 0, 4.6, 3.4, 2.6, mix(colour, "#d9b98a", 0.35))
    canvas.face([(0.6, 3.41, 0.6), (4, 3.41, 0.6), (4, 3.41, 2), (0.6, 3.41, 2)], "#fbf8f0")
    canvas.face(
        [(0.6, 3.42, 1.5), (4, 3.42, 1.5), (4, 3.42, 2), (0.6, 3.42, 2)], darker(colour, 0.15)
    )
    canvas.face(
        [(0, 1.4, 2.61), (4.6, 1.4, 2.61), (4.6, 2, 2.61), (0, 2, 2.61)], lighter(colour, 0.5)
    )
    for _ in range(16):
        x, y = canvas.random.uniform(180, 620), canvas.random.uniform(530, 580)
        dx, dy = canvas.random.uniform(-26, 26), canvas.random.uniform(-9, 9)
        canvas.line([(x + 2, y + 3), (x + dx + 2, y + dy + 3)], "#8d857a", 4)
        canvas.line([(x, y), (x + dx, y + dy)], lighter(colour, 0.1), 4)
        canvas.ellipse(x, y, 6, 5, lighter(colour, 0.45), darker(colour, 0.2))


def coil(canvas, x, y, radius, depth, colour, rings):
    canvas.rect(
        x, y - radius, depth, 2 * radius, lighter(colour, 0.3), darker(colour, 0.45), middle=colour
    )
    canvas.ellipse(
        x + depth,
        y,
        radius * 0.42,
        radius,
        lighter(colour, 0.2),
        darker(colour, 0.45),
        middle=colour,
    )
    canvas.ellipse(x, y, radius * 0.42, radius, lighter(colour, 0.35), darker(colour, 0.2))
    for index in range(rings):
        share = 1 - (index + 1) / (rings + 1) * 0.72
        canvas.ring(x, y, radius * 0.42 * share, radius * share, darker(colour, 0.28), 2)
    canvas.ellipse(x, y, radius * 0.42 * 0.2, radius * 0.2, darker(colour, 0.65))


@draws("roll")
def roll(canvas, colour):
    canvas.backdrop()
    canvas.shadow(410, 500, 290, 30)
    canvas.poly(
        [(180, 486), (560, 486), (700, 524), (250, 524)],
        darker(colour, 0.12),
        lighter(colour, 0.08),
    )
    coil(canvas, 220, 360, 132, 350, colour, 6)
    canvas.rect(360, 229, 90, 262, "#f7f5ef", "#b9b5ac", middle="#e9e6de")


@draws("wool_roll")
def wool_roll(canvas, colour):
    canvas.backdrop()
    canvas.shadow(410, 506, 300, 32)
    coil(canvas, 210, 340, 158, 370, colour, 7)
    for _ in range(240):
        x, y = canvas.random.uniform(240, 580), canvas.random.uniform(190, 490)
        canvas.line(
            [(x, y), (x + canvas.random.uniform(-14, 14), y + canvas.random.uniform(-5, 5))],
            tone(canvas, colour, 0.22),
            1,
        )
    canvas.rect(350, 183, 120, 315, "#e8eff2", "#8ba7b4", middle="#c9dbe3")
    canvas.rect(368, 290, 84, 60, "#c0392f", "#a22d25", 6)


@draws("cable", "corrugated", "heating_mat")
def cable(canvas, colour):
    canvas.backdrop()
    canvas.shadow(400, 486, 250, 48)
    for layer in range(5):
        for index in range(7):
            rx, y = 232 - index * 17, 420 - layer * 34
            canvas.ring(400, y, rx, rx * 0.46, darker(colour, 0.45), 18)
            canvas.ring(400, y - 3, rx - 2, (rx - 2) * 0.46, tone(canvas, colour, 0.07), 13)
            canvas.ring(400, y - 6, rx - 5, (rx - 5) * 0.46, lighter(colour, 0.35), 2.5)
    canvas.line([(622, 330), (668, 400), (700, 470), (706, 520)], darker(colour, 0.4), 17)
    canvas.line([(620, 328), (666, 398), (698, 468), (704, 516)], colour, 13)
    for shift, wire in ((-7, "#7a4a2c"), (0, "#2f6fae"), (7, "#7fae3a")):
        canvas.line([(704 + shift, 512), (706 + shift * 2.2, 562)], wire, 5)
    for x in (214, 560):
        canvas.rect(x, 250, 26, 176, "#f0eee8", "#c9c6be", 6)


@draws("pipes", "chimney")
def pipes(canvas, colour):
    canvas.backdrop()
    canvas.shadow(400, 500, 300, 30)
    for row, count in enumerate((4, 3, 2)):
        for index in range(count):
            x, y, own = 150 + index * 118 + row * 59, 446 - row * 100, tone(canvas, colour, 0.06)
            canvas.poly(
                [(x, y - 54), (x + 230, y - 104), (x + 230, y + 4), (x, y + 54)],
                lighter(own, 0.12),
                darker(own, 0.4),
                middle=own,
            )
    for row, count in enumerate((4, 3, 2)):
        for index in range(count):
            x, y = 150 + index * 118 + row * 59, 446 - row * 100
            canvas.ellipse(x, y, 56, 56, lighter(colour, 0.28), darker(colour, 0.15))
            canvas.ellipse(x, y, 44, 44, darker(colour, 0.72), darker(colour, 0.45))


@draws("book")
def book(canvas, colour):
    canvas.backdrop()
    canvas.shadow(410, 506, 210, 26)
    canvas.poly([(252, 120), (560, 96), (574, 476), (266, 506)], darker(colour, 0.5))
    canvas.poly([(560, 96), (590, 110), (602, 488), (574, 476)], "#f6f2e6", "#d9d3c2", across=True)
    canvas.poly([(266, 506), (574, 476), (602, 488), (300, 520)], "#ece6d6", "#c9c2b0")
    canvas.poly(
        [(252, 120), (560, 96), (574, 476), (266, 506)],
        lighter(colour, 0.14),
        darker(colour, 0.14),
        across=True,
    )
    canvas.poly([(252, 120), (276, 118), (290, 504), (266, 506)], darker(colour, 0.3))
    canvas.poly([(312, 168), (528, 152), (530, 186), (314, 203)], "#f6f1e2")
    canvas.poly([(315, 222), (468, 211), (469, 228), (316, 240)], lighter(colour, 0.55))
    roof = lighter(colour, 0.72)
    canvas.poly([(330, 356), (430, 282), (524, 342), (524, 350), (430, 292), (331, 366)], roof)
    canvas.poly([(354, 356), (430, 306), (502, 350), (504, 424), (356, 436)], lighter(colour, 0.5))
    canvas.poly([(404, 370), (444, 367), (446, 428), (406, 432)], darker(colour, 0.25))
