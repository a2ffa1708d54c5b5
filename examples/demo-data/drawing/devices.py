"""Heating, electrics and tools."""

import math

from .canvas import darker, lighter, mix
from .fixtures import CHROME, pane, wall
from .kinds import draws


def standing(canvas, x, y, width, height, colour, radius=10):
    canvas.shadow(x + width / 2 + 14, y + height, width * 0.62, 24)
    canvas.rect(
        x + width - 8, y + 8, 34, height - 8, darker(colour, 0.3), darker(colour, 0.42), radius
    )
    canvas.rect(x, y, width, height, lighter(colour, 0.2), darker(colour, 0.12), radius)


def display(canvas, x, y, width=90, height=46):
    canvas.rect(x, y, width, height, "#23282c", "#15191c", 6)
    canvas.rect(x + 8, y + 8, width - 16, height - 16, "#3c8f8a", "#2c6a6b", 3)


@draws("boiler")
def boiler(canvas, colour):
    canvas.backdrop()
    standing(canvas, 280, 110, 230, 404, colour)
    display(canvas, 350, 136)
    canvas.rect(310, 220, 170, 150, darker(colour, 0.55), darker(colour, 0.65), 8)
    canvas.rect(322, 232, 146, 126, "#2a2422", "#4a2a1c", 6)
    for index in range(5):
        x = 340 + index * 26
        canvas.poly(
            [(x - 14, 354), (x, 300 - (index % 2) * 22), (x + 14, 354)], "#ffd067", "#e0622a"
        )
    canvas.rect(310, 396, 170, 90, darker(colour, 0.12), darker(colour, 0.3), 8)
    canvas.tube(376, 420, 40, 10, CHROME, 5, upright=False)
    canvas.tube(400, 40, 60, 74, "#b9bec1", 4)


@draws("wall_boiler", "inverter")
def wall_boiler(canvas, colour):
    wall(canvas, "#d6dedb", "#9fa3a4")
    canvas.shadow_of([(300, 110), (530, 110), (530, 430), (300, 430)])
    canvas.rect(280, 90, 240, 326, lighter(colour, 0.4), darker(colour, 0.14), 18)
    display(canvas, 350, 250, 100, 54)
    canvas.rect(280, 350, 240, 3, darker(colour, 0.3))
    for index in range(5):
        canvas.ellipse(340 + index * 30, 378, 6, 6, "#4fae7a" if index < 2 else "#c3c6c7")
    for index in range(5):
        canvas.tube(
            316 + index * 38, 416, 12, 86, ("#b56a3e", "#b56a3e", CHROME, "#d7b021", CHROME)[index]
        )


@draws("heat_pump")
def heat_pump(canvas, colour):
    canvas.rect(0, 0, 800, 600, "#cfdde2", "#e8eee9")
    canvas.rect(0, 470, 800, 130, "#9db98c", "#7f9f72")
    canvas.rect(0, 0, 800, 130, "#d9cbb4", "#cbbba2")
    standing(canvas, 190, 180, 400, 310, colour, 12)
    canvas.ellipse(350, 336, 126, 126, darker(colour, 0.35), darker(colour, 0.2))
    canvas.ellipse(350, 336, 118, 118, "#33383c", "#454b50")
    for index in range(5):
        turn = index * 2 * math.pi / 5 + 0.4
        tips = [
            (350 + r * math.cos(turn + a), 336 + r * math.sin(turn + a))
            for r, a in ((22, -0.3), (108, 0.05), (104, 0.5), (26, 0.5))
        ]
        canvas.poly(tips, "#6a7177", "#555b60")
    for radius in (32, 60, 88, 114):
        canvas.ring(350, 336, radius, radius, lighter(colour, 0.2), 3)
    canvas.ellipse(350, 336, 22, 22, "#8f9599", "#5a6064")
    for index in range(11):
        canvas.rect(506, 220 + index * 20, 62, 8, darker(colour, 0.28), radius=4)


@draws("stove")
def stove(canvas, colour):
    wall(canvas, "#dfd5c8", "#6d655f")
    canvas.tube(376, 0, 50, 170, colour)
    standing(canvas, 290, 160, 220, 350, colour, 8)
    canvas.glow(400, 300, 150, 130, "#ff9a3c", 0.35)
    canvas.rect(312, 196, 176, 190, darker(colour, 0.5), radius=8)
    canvas.rect(322, 206, 156, 170, "#2b1a12", "#7a3a18", 5)
    for index in range(6):
        x = 346 + index * 22
        canvas.poly(
            [(x - 18, 366), (x - 4, 262 + (index % 3) * 26), (x + 4, 300), (x + 18, 366)],
            "#ffdf7a",
            "#e2591f",
        )
    canvas.rect(336, 356, 128, 18, "#5a3420", "#3a2114", 8)
    canvas.tube(494, 260, 9, 70, CHROME, 4)
    canvas.rect(312, 410, 176, 74, darker(colour, 0.1), darker(colour, 0.35), 5)


@draws("water_heater", "tank")
def water_heater(canvas, colour):
    wall(canvas, "#d9e2e4", "#a8aaa9")
    canvas.shadow_of([(320, 90), (520, 100), (520, 440), (320, 440)])
    canvas.tube(298, 80, 204, 350, colour, 70)
    canvas.rect(336, 330, 128, 50, "#2f6f8f", "#25586f", 8)
    canvas.ellipse(364, 355, 14, 14, "#ffffff", "#cfd6d9")
    canvas.rect(388, 348, 60, 12, "#9fc3d3", radius=5)
    for x, tint in ((350, "#3f78b0"), (440, "#b5483c")):
        canvas.tube(x, 424, 12, 76, CHROME)
        canvas.tube(x - 4, 440, 20, 18, tint, 3)


@draws("manifold")
def manifold(canvas, colour):
    wall(canvas, "#e0dfd8", "#a9998a")
    canvas.rect(130, 100, 540, 380, "#f7f6f2", "#dcdad3", 8)
    canvas.rect(148, 118, 504, 344, "#c9c7c0", "#d9d7d0", 4)
    for y, tint in ((190, "#b5483c"), (310, "#3f78b0")):
        canvas.tube(170, y, 460, 30, colour, 8, upright=False)
        for index in range(6):
            x = 206 + index * 72
            canvas.tube(x, y + 28, 14, 462 - y - 28, "#ecebe6")
            canvas.tube(x - 9, y - 26, 32, 30, tint, 6)
        canvas.tube(146, y - 5, 30, 40, "#b7903f", 5, upright=False)


@draws("socket")
def socket(canvas, colour):
    wall(canvas, "#cfd8cf", "#b99b76")
    canvas.shadow_of([(276, 136), (544, 136), (544, 404), (276, 404)])
    canvas.rect(262, 116, 270, 270, lighter(colour, 0.3), darker(colour, 0.15), 24)
    canvas.ellipse(397, 251, 98, 98, darker(colour, 0.25), lighter(colour, 0.2))
    canvas.ellipse(397, 251, 90, 90, darker(colour, 0.16), lighter(colour, 0.05))
    for x in (360, 434):
        canvas.ellipse(x, 251, 12, 12, darker(colour, 0.8))
    for y in (166, 322):
        canvas.rect(388, y, 18, 16, "#d7b56a", "#a8863e", 3)


@draws("switch")
def switch(canvas, colour):
    wall(canvas, "#d9d2c4", "#b99b76")
    canvas.shadow_of([(276, 136), (544, 136), (544, 404), (276, 404)])
    canvas.rect(262, 116, 270, 270, lighter(colour, 0.3), darker(colour, 0.15), 24)
    canvas.rect(300, 154, 194, 194, darker(colour, 0.28), radius=10)
    canvas.rect(303, 157, 92, 188, lighter(colour, 0.35), darker(colour, 0.12), 6)
    canvas.rect(399, 157, 92, 188, darker(colour, 0.1), lighter(colour, 0.3), 6)
    canvas.ellipse(349, 326, 6, 4, "#4fae7a")


@draws("breaker", "panel")
def breaker(canvas, colour):
    canvas.backdrop()
    canvas.shadow(400, 500, 260, 26)
    canvas.rect(140, 118, 520, 380, "#f4f3ef", "#d3d1ca", 18)
    canvas.rect(168, 150, 464, 316, "#c9c7c1", "#dddbd5", 6)
    for row in range(2):
        canvas.rect(176, 226 + row * 150, 448, 14, "#a9adb0", "#83878a")
        for index in range(10):
            x, y = 184 + index * 43, 168 + row * 150
            canvas.rect(x, y, 40, 126, lighter(colour, 0.2), darker(colour, 0.14), 3)
            canvas.rect(x + 8, y + 40, 24, 44, "#3b3f43", "#2a2d30", 3)
            canvas.rect(
                x + 10,
                y + 42,
                20,
                16,
                ("#2f6f8f", "#b5483c", "#4f8f5f")[(index + row) % 3],
                radius=2,
            )
            canvas.ellipse(x + 20, y + 14, 6, 6, "#8f9396", "#5f6366")
            canvas.rect(x + 8, y + 98, 24, 5, "#9a9890", radius=2)


@draws("pendant")
def pendant(canvas, colour):
    canvas.rect(0, 0, 800, 600, "#5d5a57", "#3d3a38")
    canvas.glow(400, 470, 330, 210, "#ffd99a", 0.75)
    canvas.line([(400, 0), (400, 190)], "#1f1c1a", 5)
    canvas.tube(380, 184, 40, 46, "#b7903f", 6)
    canvas.poly(
        [(360, 226), (440, 226), (520, 300), (572, 400), (228, 400), (280, 300)],
        darker(colour, 0.4),
        darker(colour, 0.5),
        across=True,
        middle=lighter(colour, 0.3),
    )
    canvas.ellipse(400, 400, 172, 26, "#fff3d6", "#ffdf9e")
    canvas.ellipse(400, 412, 46, 40, "#fffdf4", "#ffe9b4")


@draws("led_panel")
def led_panel(canvas, colour):
    canvas.rect(0, 0, 800, 600, "#8f9ba0", "#707c82")
    canvas.glow(400, 290, 380, 280, "#fffdf2", 0.8)
    canvas.poly([(226, 110), (574, 110), (660, 470), (140, 470)], "#d9dcdd", "#b9bdbf")
    canvas.poly(
        [(240, 124), (560, 124), (640, 456), (160, 456)], "#ffffff", mix(colour, "#fff6dc", 0.7)
    )


@draws("solar")
def solar(canvas, colour):
    canvas.rect(0, 0, 800, 600, "#9cc4dd", "#e6f0ee")
    canvas.ellipse(660, 90, 46, 46, "#fff4c4", "#ffe08a")
    canvas.glow(660, 90, 150, 130, "#fff2c0", 0.6)
    canvas.rect(0, 500, 800, 100, "#8fae7c", "#6f9160")
    for x in (260, 540):
        canvas.poly([(x, 430), (x + 16, 430), (x + 20, 520), (x + 4, 520)], "#a9adb0", "#7f8386")

    def corner(u, v):
        left, right = 210 - 110 * v, 640 + 70 * v
        return left + (right - left) * u, 130 + 330 * v

    canvas.poly(
        [corner(-0.015, -0.02), corner(1.015, -0.02), corner(1.015, 1.02), corner(-0.015, 1.02)],
        "#2a2d31",
    )
    for row in range(6):
        for column in range(10):
            u, v, du, dv = column / 10 + 0.004, row / 6 + 0.006, 0.092, 0.154
            shape = [corner(u, v), corner(u + du, v), corner(u + du, v + dv), corner(u, v + dv)]
            canvas.poly(shape, lighter(colour, 0.16 + 0.02 * column), darker(colour, 0.12))
    canvas.poly(
        [corner(0.1, 0), corner(0.32, 0), corner(0.12, 1), corner(0, 1), corner(0, 0.5)],
        lighter(colour, 0.3),
        lighter(colour, 0.12),
    )
    for row in range(1, 6):
        canvas.line([corner(0, row / 6), corner(1, row / 6)], "#c9d3dc", 1.2)
    for column in range(1, 10):
        canvas.line([corner(column / 10, 0), corner(column / 10, 1)], "#c9d3dc", 1)


@draws("drill")
def drill(canvas, colour):
    canvas.backdrop()
    canvas.shadow(400, 500, 190, 26)
    canvas.poly(
        [(350, 270), (446, 270), (424, 430), (340, 430)],
        "#34383c",
        "#1f2225",
        across=True,
        middle="#4a4f54",
    )
    canvas.rect(300, 416, 178, 78, "#3a3e42", "#202326", 12)
    canvas.rect(316, 440, 60, 26, lighter(colour, 0.1), darker(colour, 0.1), 5)
    canvas.rect(278, 160, 300, 120, lighter(colour, 0.25), darker(colour, 0.25), 44)
    canvas.rect(330, 186, 130, 40, "#2a2d30", "#3d4145", 12)
    canvas.rect(346, 198, 76, 14, "#f0eee8", radius=5)
    canvas.tube(180, 186, 104, 66, "#3a3e42", 10, upright=False)
    canvas.tube(130, 202, 56, 34, "#8f9396", 6, upright=False)
    canvas.tube(30, 214, 104, 9, "#b9bec1", 3, upright=False)
    canvas.rect(436, 282, 26, 44, darker(colour, 0.1), darker(colour, 0.4), 8)


@draws("grinder", "circular_saw")
def grinder(canvas, colour):
    canvas.backdrop()
    canvas.shadow(400, 480, 250, 26)
    canvas.ellipse(220, 360, 118, 118, "#6a6f73", "#3a3e42")
    for index in range(28):
        turn = index * math.pi / 14
        canvas.poly(
            [
                (220 + 114 * math.cos(turn), 360 + 114 * math.sin(turn)),
                (220 + 128 * math.cos(turn + 0.05), 360 + 128 * math.sin(turn + 0.05)),
                (220 + 114 * math.cos(turn + 0.16), 360 + 114 * math.sin(turn + 0.16)),
            ],
            "#9fa4a8",
        )
    canvas.ellipse(220, 360, 108, 108, "#d9dde0", "#8f959a")
    canvas.ellipse(220, 360, 40, 40, "#5f6468", "#3f4448")
    canvas.poly(
        [(96, 350), (110, 276), (170, 226), (262, 222), (332, 270), (344, 350)],
        lighter(colour, 0.1),
        darker(colour, 0.3),
    )
    canvas.rect(276, 262, 220, 100, lighter(colour, 0.25), darker(colour, 0.25), 36)
    canvas.rect(470, 276, 220, 70, "#3d4145", "#202326", 28)
    canvas.rect(330, 292, 110, 18, "#f0eee8", radius=6)
    canvas.tube(300, 150, 30, 120, "#34383c", 12)
    canvas.line([(688, 312), (740, 330), (760, 400), (730, 470)], "#202326", 9)


@draws("hammer")
def hammer(canvas, colour):
    canvas.backdrop()
    canvas.shadow(410, 510, 210, 22)
    canvas.poly(
        [(374, 200), (426, 200), (438, 520), (366, 520)],
        darker(colour, 0.3),
        darker(colour, 0.35),
        across=True,
        middle=lighter(colour, 0.3),
    )
    canvas.poly(
        [(364, 380), (440, 380), (444, 520), (360, 520)],
        "#2a2d30",
        "#1d2022",
        across=True,
        middle="#4a4e52",
    )
    canvas.rect(250, 120, 250, 90, "#d6dadd", "#6f7579", 10)
    canvas.rect(226, 108, 56, 114, "#e4e8ea", "#7f8589", 12)
    canvas.poly([(496, 122), (640, 154), (646, 176), (496, 208)], "#c3c8cb", "#7a8084")


@draws("trowel")
def trowel(canvas, colour):
    canvas.backdrop()
    canvas.shadow(400, 450, 290, 30)
    canvas.poly([(130, 330), (600, 300), (676, 396), (190, 436)], "#eef1f2", "#9ba1a5", across=True)
    for index in range(19):
        x, y = 190 + index * 25.6, 436 - index * 2.1
        canvas.rect(x, y, 13, 14, "#a9aeb1", "#8a9094")
    canvas.line([(300, 360), (330, 286), (500, 276), (520, 344)], "#6f7579", 14)
    canvas.tube(300, 256, 240, 44, colour, 22, upright=False)


@draws("level")
def level(canvas, colour):
    canvas.backdrop()
    canvas.shadow(400, 372, 350, 24)
    canvas.rect(60, 240, 680, 112, lighter(colour, 0.35), darker(colour, 0.25), 8)
    canvas.rect(60, 262, 680, 8, darker(colour, 0.3))
    canvas.rect(60, 324, 680, 8, darker(colour, 0.3))
    for x in (60, 708):
        canvas.rect(x, 236, 32, 120, "#34383c", "#1f2225", 8)
    canvas.rect(330, 264, 140, 64, "#2a2d30", radius=10)
    canvas.rect(344, 276, 112, 40, "#e4f08a", "#b4d04a", 14)
    canvas.ellipse(400, 292, 22, 12, "#f8fcd6", "#d8ea8a")
    for x in (374, 426):
        canvas.line([(x, 276), (x, 316)], "#3a4a1c", 2.5)
    for x in (170, 630):
        canvas.ellipse(x, 296, 38, 38, "#2a2d30")
        canvas.ellipse(x, 296, 28, 28, "#e4f08a", "#b4d04a")


@draws("laser")
def laser(canvas, colour):
    canvas.rect(0, 0, 800, 600, "#6f7779", "#4d5557")
    for x1, y1, x2, y2 in ((0, 236, 800, 236), (400, 0, 400, 600)):
        canvas.line([(x1, y1), (x2, y2)], "#2f8f4f", 9)
        canvas.line([(x1, y1), (x2, y2)], "#a4ffb4", 3)
    canvas.glow(400, 236, 150, 120, "#9affb0", 0.5)
    for x in (270, 400, 530):
        canvas.line([(400, 390), (x, 590)], "#2a2d30", 13)
    canvas.rect(310, 210, 180, 176, lighter(colour, 0.2), darker(colour, 0.3), 24)
    canvas.rect(330, 156, 140, 74, "#34383c", "#202326", 22)
    canvas.rect(372, 214, 56, 44, "#1a2a1f", "#0f1a13", 8)
    canvas.ellipse(400, 236, 13, 13, "#d8ffe0", "#4fdf7a")
    canvas.rect(340, 300, 120, 50, "#2a2d30", "#3a3e42", 10)
    canvas.rect(356, 316, 50, 16, "#f0eee8", radius=5)
