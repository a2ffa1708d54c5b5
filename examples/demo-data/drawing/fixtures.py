"""Windows, doors, bathroom fixtures and what is screwed to a wall."""

from .canvas import darker, lighter, mix
from .kinds import draws

SKY_HIGH, SKY_LOW, CHROME = "#a9cbe0", "#e4f0f2", "#c3c8cb"


def wall(canvas, tint="#e9e3d8", floor="#b99b76"):
    canvas.rect(0, 0, 800, 510, lighter(tint, 0.3), tint)
    canvas.rect(0, 510, 800, 90, lighter(floor, 0.1), darker(floor, 0.15))
    canvas.rect(0, 498, 800, 14, "#f6f4ef", "#dcd8cf")
    canvas.glow(250, 180, 320, 240, "#ffffff", 0.5)


def pane(canvas, x, y, width, height):
    canvas.rect(x, y, width, height, SKY_HIGH, SKY_LOW)
    canvas.poly(
        [
            (x, y + height * 0.72),
            (x + width * 0.35, y + height * 0.6),
            (x + width * 0.7, y + height * 0.74),
            (x + width, y + height * 0.62),
            (x + width, y + height),
            (x, y + height),
        ],
        "#9db98c",
        "#7f9f72",
    )
    canvas.poly(
        [
            (x + width * 0.1, y),
            (x + width * 0.4, y),
            (x + width * 0.05, y + height * 0.6),
            (x, y + height * 0.6),
            (x, y + height * 0.2),
        ],
        lighter(SKY_LOW, 0.5),
        SKY_HIGH,
    )


def framed(canvas, x, y, width, height, colour, border=22):
    canvas.rect(x, y, width, height, lighter(colour, 0.15), darker(colour, 0.14), 4)
    canvas.rect(x + 6, y + 6, width - 12, height - 12, darker(colour, 0.22), radius=3)
    canvas.rect(
        x + 9, y + 9, width - 18, height - 18, lighter(colour, 0.1), darker(colour, 0.05), 3
    )
    pane(canvas, x + border, y + border, width - 2 * border, height - 2 * border)


@draws("window")
def window(canvas, colour):
    wall(canvas, "#e6dfd2")
    canvas.shadow_of([(232, 96), (592, 96), (592, 450), (232, 450)])
    canvas.rect(212, 76, 376, 366, lighter(colour, 0.1), darker(colour, 0.2), 4)
    for x in (226, 404):
        framed(canvas, x, 90, 170, 338, colour)
    canvas.rect(388, 246, 10, 50, "#d9dadb", "#9a9c9e", 4)
    canvas.rect(190, 440, 420, 18, "#fdfcf9", "#d3cec3", 3)


@draws("roof_window")
def roof_window(canvas, colour):
    canvas.rect(0, 0, 800, 600, "#efe7d8", "#d9cdb8")
    for row in range(8):
        canvas.rect(0, row * 76, 800, 74, "#f1e6d0", "#e4d6bb")
        canvas.grain(0, row * 76, 800, 74, "#e0cda8", 6)
    canvas.shadow_of([(262, 60), (564, 90), (620, 560), (220, 540)])
    canvas.poly(
        [(262, 50), (538, 50), (590, 540), (210, 540)], lighter(colour, 0.2), darker(colour, 0.12)
    )
    canvas.poly([(290, 82), (510, 82), (554, 504), (246, 504)], darker(colour, 0.35))
    canvas.poly([(298, 90), (502, 90), (544, 496), (256, 496)], "#8fbcd8", "#e6f2f4")
    canvas.poly([(330, 90), (390, 90), (310, 496), (256, 496)], "#d4e8f0", "#c3deea")
    canvas.rect(330, 60, 140, 14, "#c9cccd", "#9fa3a5", 6)


def door_leaf(canvas, x, y, width, height, colour):
    canvas.shadow_of(
        [(x - 10, y), (x + width + 26, y + 10), (x + width + 26, y + height), (x - 10, y + height)],
        0.3,
    )
    canvas.rect(
        x - 18, y - 18, width + 36, height + 18, lighter(colour, 0.22), darker(colour, 0.08), 3
    )
    canvas.rect(x, y, width, height, lighter(colour, 0.1), darker(colour, 0.1), 2)
    canvas.grain(x, y, width, height, colour, 16, upright=True)


@draws("front_door")
def front_door(canvas, colour):
    wall(canvas, "#d9cfc0", "#9a9690")
    door_leaf(canvas, 290, 86, 220, 424, colour)
    canvas.rect(318, 120, 46, 350, darker(colour, 0.4), radius=3)
    canvas.rect(323, 125, 36, 340, "#c9dde2", "#8fb0bb", 3)
    for index in range(5):
        canvas.rect(384, 124 + index * 76, 106, 3, darker(colour, 0.35))
        canvas.rect(384, 127 + index * 76, 106, 2, lighter(colour, 0.3))
    canvas.tube(478, 240, 10, 150, CHROME, 5)
    canvas.ellipse(483, 410, 8, 8, "#e4e6e7", "#8f9396")
    canvas.rect(270, 506, 260, 14, "#8d9092", "#6a6d6f", 2)


@draws("inner_door")
def inner_door(canvas, colour):
    wall(canvas, "#dfe3df", "#bd9a6c")
    door_leaf(canvas, 298, 80, 204, 430, colour)
    for y, height in ((112, 170), (310, 166)):
        canvas.rect(328, y, 144, height, darker(colour, 0.22), lighter(colour, 0.2), 3)
        canvas.rect(333, y + 5, 134, height - 10, darker(colour, 0.05), lighter(colour, 0.06), 3)
    canvas.rect(474, 292, 16, 40, "#d9dadb", "#9a9c9e", 4)
    canvas.tube(444, 300, 44, 9, CHROME, 4, upright=False)


@draws("garage_door")
def garage_door(canvas, colour):
    wall(canvas, "#d6cbb9", "#a3a09b")
    canvas.rect(130, 90, 540, 420, "#f0ece3", "#d3ccbf", 3)
    for row in range(5):
        y = 108 + row * 80
        canvas.rect(150, y, 500, 79, lighter(colour, 0.24), darker(colour, 0.12))
        canvas.rect(150, y + 76, 500, 4, darker(colour, 0.5))
        for column in range(4):
            canvas.rect(
                166 + column * 121, y + 14, 106, 50, darker(colour, 0.2), lighter(colour, 0.12), 3
            )
            canvas.rect(
                169 + column * 121,
                y + 17,
                100,
                44,
                "#bcd5e0" if row == 1 else lighter(colour, 0.1),
                "#8fb0bf" if row == 1 else darker(colour, 0.05),
                3,
            )
    canvas.rect(378, 470, 44, 10, "#33363a", radius=4)


@draws("radiator")
def radiator(canvas, colour):
    wall(canvas, "#dfe4e2", "#b58d5e")
    canvas.shadow_of([(180, 190), (640, 190), (640, 470), (180, 470)], 0.35)
    canvas.rect(170, 168, 460, 274, lighter(colour, 0.1), darker(colour, 0.12), 10)
    for index in range(15):
        canvas.rect(
            184 + index * 29.4,
            184,
            22,
            242,
            darker(colour, 0.2),
            darker(colour, 0.24),
            9,
            across=True,
            middle=lighter(colour, 0.4),
        )
    for index in range(28):
        canvas.rect(182 + index * 15.8, 172, 9, 7, darker(colour, 0.4), radius=2)
    canvas.tube(600, 442, 9, 68, CHROME)
    canvas.tube(566, 442, 9, 68, CHROME)
    canvas.tube(632, 400, 44, 30, "#f0f0ee", 8, upright=False)


@draws("vanity")
def vanity(canvas, colour):
    wall(canvas, "#d5e0e0", "#9fa8a9")
    canvas.ellipse(400, 142, 112, 112, "#8f9a9d", "#7f8a8d")
    canvas.ellipse(400, 140, 106, 106, "#f2f8fa", "#b4cad1")
    canvas.shadow_of([(250, 320), (580, 330), (580, 500), (240, 500)], 0.35)
    canvas.rect(252, 330, 296, 160, lighter(colour, 0.2), darker(colour, 0.14), 4)
    canvas.rect(262, 346, 276, 64, lighter(colour, 0.12), darker(colour, 0.04), 3)
    canvas.rect(262, 416, 276, 66, lighter(colour, 0.12), darker(colour, 0.04), 3)
    for y in (364, 434):
        canvas.tube(356, y, 88, 8, CHROME, 4, upright=False)
    canvas.rect(234, 304, 332, 28, "#ffffff", "#d4d9da", 10)
    canvas.ellipse(400, 308, 118, 11, "#c3ced1", "#eef3f4")
    canvas.tube(393, 250, 14, 54, CHROME, 5)
    canvas.tube(393, 246, 60, 13, CHROME, 6, upright=False)


@draws("bathtub")
def bathtub(canvas, colour):
    wall(canvas, "#d9e4e6", "#8f9a9c")
    canvas.shadow(400, 520, 290, 26)
    canvas.poly(
        [(130, 300), (670, 300), (640, 430), (580, 500), (220, 500), (160, 430)],
        lighter(colour, 0.4),
        darker(colour, 0.24),
    )
    canvas.rect(112, 280, 576, 34, "#ffffff", darker(colour, 0.1), 17)
    canvas.ellipse(400, 294, 262, 10, "#b9cdd3", "#e6f0f2")
    canvas.tube(620, 190, 14, 96, CHROME, 6)
    canvas.tube(548, 186, 88, 14, CHROME, 7, upright=False)
    for x in (240, 540):
        canvas.poly([(x, 496), (x + 24, 496), (x + 16, 522), (x + 4, 522)], "#c3c8cb", "#7f8588")


@draws("toilet")
def toilet(canvas, colour):
    wall(canvas, "#dbe2dc", "#9d9f9c")
    canvas.shadow(420, 516, 150, 22)
    canvas.rect(310, 130, 180, 150, lighter(colour, 0.5), darker(colour, 0.14), 14)
    canvas.rect(300, 118, 200, 24, "#ffffff", darker(colour, 0.1), 10)
    canvas.ellipse(400, 131, 20, 7, "#e1e5e7", "#9fa5a8")
    canvas.poly(
        [(330, 330), (470, 330), (446, 512), (354, 512)],
        darker(colour, 0.12),
        darker(colour, 0.2),
        across=True,
        middle="#ffffff",
    )
    canvas.ellipse(400, 320, 124, 62, "#ffffff", darker(colour, 0.22))
    canvas.ellipse(400, 308, 126, 52, "#ffffff", darker(colour, 0.08))
    canvas.ellipse(400, 308, 84, 31, darker(colour, 0.25), "#d3dfe3")
    canvas.poly([(318, 286), (482, 286), (470, 168), (330, 168)], "#ffffff", darker(colour, 0.09))


@draws("tap")
def tap(canvas, colour):
    canvas.backdrop()
    canvas.shadow(360, 500, 170, 26)
    canvas.tube(300, 474, 120, 26, colour, 8)
    canvas.tube(332, 210, 56, 268, colour, 10)
    canvas.line(
        [(360, 214), (376, 150), (440, 118), (510, 132), (546, 190), (550, 250)],
        darker(colour, 0.45),
        44,
    )
    canvas.line(
        [(360, 214), (376, 150), (440, 118), (510, 132), (546, 190), (550, 250)], colour, 36
    )
    canvas.line([(352, 206), (368, 144), (438, 110), (514, 124)], lighter(colour, 0.55), 8)
    canvas.tube(528, 248, 44, 26, colour, 5)
    canvas.tube(386, 300, 100, 24, colour, 12, upright=False)
    for y in (300, 336, 376):
        canvas.line([(550, y), (550, y + 22)], "#8fbcd8", 4)


@draws("shower")
def shower(canvas, colour):
    canvas.rect(0, 0, 800, 600, "#dfe8e8", "#c3d0d1")
    for row in range(8):
        for column in range(8):
            canvas.rect(column * 102, row * 78, 99, 75, "#eef3f2", "#dce6e5", 2)
    canvas.shadow_of([(380, 100), (400, 100), (400, 500), (380, 500)], 0.3, 8)
    canvas.tube(352, 90, 16, 400, colour, 7)
    canvas.tube(352, 90, 190, 14, colour, 7, upright=False)
    canvas.ellipse(536, 128, 108, 17, lighter(colour, 0.3), darker(colour, 0.35))
    for index in range(13):
        canvas.line(
            [(440 + index * 16, 146), (432 + index * 17, 146 + 190 + (index % 3) * 40)],
            "#b4d3e0",
            2,
        )
    canvas.tube(280, 400, 160, 30, colour, 14, upright=False)
    canvas.ellipse(282, 415, 24, 24, lighter(colour, 0.25), darker(colour, 0.3))
    canvas.ellipse(438, 415, 24, 24, lighter(colour, 0.25), darker(colour, 0.3))
    canvas.line(
        [(360, 432), (300, 520), (240, 470), (252, 300), (330, 240)], darker(colour, 0.15), 6
    )
    canvas.poly(
        [(318, 214), (352, 206), (356, 250), (330, 256)], lighter(colour, 0.2), darker(colour, 0.3)
    )


@draws("handle")
def handle(canvas, colour):
    canvas.rect(0, 0, 800, 600, "#efece5", "#d9d3c7")
    canvas.shadow_of([(250, 270), (640, 285), (640, 345), (330, 400)], 0.4, 20)
    canvas.ellipse(280, 300, 86, 86, lighter(colour, 0.3), darker(colour, 0.3))
    canvas.ellipse(280, 300, 76, 76, darker(colour, 0.12), lighter(colour, 0.28))
    canvas.tube(250, 270, 330, 56, colour, 27, upright=False)
    canvas.rect(268, 282, 270, 7, lighter(colour, 0.65), radius=3)
    canvas.ellipse(280, 480, 58, 58, lighter(colour, 0.3), darker(colour, 0.3))
    canvas.ellipse(280, 480, 50, 50, darker(colour, 0.1), lighter(colour, 0.22))
    canvas.ellipse(280, 470, 11, 11, "#1d1b1a")
    canvas.poly([(274, 474), (286, 474), (291, 506), (269, 506)], "#1d1b1a")


@draws("stairs", "ladder")
def ladder(canvas, colour):
    wall(canvas, "#e3dccf", "#a98d69")
    canvas.shadow(440, 548, 170, 16)

    def legs(top, bottom, half_top, half_bottom, own, width):
        for step in range(9):
            share = (step + 0.7) / 9.4
            x, y = top[0] + (bottom[0] - top[0]) * share, top[1] + (bottom[1] - top[1]) * share
            half = half_top + (half_bottom - half_top) * share
            canvas.rect(x - half, y, 2 * half, width * 0.8, lighter(own, 0.3), darker(own, 0.25), 3)
        for side in (-1, 1):
            x, end = top[0] + side * half_top, bottom[0] + side * half_bottom
            canvas.poly(
                [
                    (x - width / 2, top[1]),
                    (x + width / 2, top[1]),
                    (end + width / 2, bottom[1]),
                    (end - width / 2, bottom[1]),
                ],
                lighter(own, 0.25),
                darker(own, 0.25),
                across=True,
            )

    legs((410, 70), (520, 520), 52, 78, darker(colour, 0.3), 13)
    legs((390, 66), (330, 548), 60, 96, colour, 18)
    canvas.rect(318, 52, 164, 22, mix(colour, "#a83a31", 0.75), mix(colour, "#7a2a24", 0.8), 5)


@draws("gutter", "snow_guard")
def gutter(canvas, colour):
    canvas.rect(0, 0, 800, 600, "#cfdfe8", "#eef3f3")
    canvas.rect(0, 250, 640, 350, "#e4d8c3", "#d3c4aa")
    canvas.poly([(0, 60), (560, 60), (700, 236), (0, 236)], "#8d5242", "#6f3d31")
    for index in range(16):
        canvas.line([(index * 36, 60), (index * 45, 236)], "#5f352b", 3)
    canvas.rect(0, 228, 720, 56, lighter(colour, 0.42), darker(colour, 0.4), 26, middle=colour)
    canvas.rect(0, 226, 724, 12, lighter(colour, 0.4), darker(colour, 0.1), 6)
    for x in (90, 290, 490):
        canvas.rect(x, 222, 16, 66, lighter(colour, 0.2), darker(colour, 0.45), 5)
    canvas.tube(560, 276, 66, 40, colour, 6)
    canvas.tube(568, 310, 50, 300, colour)
    for y in (350, 500):
        canvas.tube(560, y, 66, 20, darker(colour, 0.1), 4)
