"""Fences, garden buildings and what stands on a building site."""

import math

from .canvas import darker, lighter
from .kinds import draws


def meadow(canvas):
    canvas.rect(0, 0, 800, 420, "#a9cbe0", "#eaf2ef")
    for x, y, size in (
        (150, 110, 60),
        (210, 100, 80),
        (280, 116, 56),
        (600, 70, 50),
        (650, 64, 66),
    ):
        canvas.ellipse(x, y, size, size * 0.36, "#ffffff", "#e6eff3")
    canvas.poly(
        [(0, 372), (160, 330), (330, 366), (520, 322), (800, 370), (800, 440), (0, 440)],
        "#8fa98a",
        "#7f9f76",
    )
    canvas.rect(0, 410, 800, 190, "#94b57d", "#6a8d58")
    for _ in range(110):
        x, y = canvas.random.uniform(0, 800), canvas.random.uniform(420, 596)
        canvas.line(
            [(x, y), (x + canvas.random.uniform(-4, 4), y - canvas.random.uniform(5, 13))],
            "#7fa268",
            1.4,
        )


@draws("wire_fence")
def wire_fence(canvas, colour):
    meadow(canvas)
    for column in range(33):
        canvas.line([(column * 25, 150), (column * 25, 506)], darker(colour, 0.1), 4)
    for y in (170, 250, 330, 410, 490):
        canvas.line([(0, y), (800, y)], colour, 4)
        canvas.line([(0, y + 12), (800, y + 12)], lighter(colour, 0.15), 3)
    for x in (60, 400, 740):
        canvas.tube(x - 12, 132, 24, 404, colour, 3)
        canvas.rect(x - 15, 124, 30, 12, darker(colour, 0.3), radius=3)


@draws("wood_fence")
def wood_fence(canvas, colour):
    meadow(canvas)
    for y in (230, 430):
        canvas.rect(0, y, 800, 26, darker(colour, 0.1), darker(colour, 0.3))
    for index in range(14):
        x = index * 60 - 8
        canvas.rect(x + 4, 140, 46, 400, darker(colour, 0.5), radius=20)
        canvas.rect(x, 136, 46, 400, lighter(colour, 0.14), darker(colour, 0.12), 20, across=True)
        canvas.grain(x, 160, 46, 370, colour, 5, upright=True)
        for y in (242, 442):
            canvas.ellipse(x + 23, y, 3, 3, "#55504a")


@draws("gate")
def gate(canvas, colour):
    meadow(canvas)
    canvas.poly([(180, 600), (640, 600), (560, 500), (250, 500)], "#b9b4aa", "#a39e94")
    for x in (80, 680):
        canvas.rect(x, 120, 50, 400, "#d9d0c2", "#b4a996", 3)
        canvas.rect(x - 8, 106, 66, 20, "#8f8a80", "#77726a", 3)
    canvas.rect(134, 160, 542, 340, darker(colour, 0.3), darker(colour, 0.5), 4)
    for index in range(8):
        canvas.rect(146, 172 + index * 40.5, 518, 33, lighter(colour, 0.24), darker(colour, 0.1), 2)
    for x in (268, 405, 538):
        canvas.rect(x, 162, 8, 336, darker(colour, 0.4))
    canvas.rect(130, 500, 552, 10, "#6f7377", "#4a4e52")


@draws("greenhouse")
def greenhouse(canvas, colour):
    meadow(canvas)
    canvas.shadow(420, 514, 330, 26, 0.35)

    def arch(x, y, scale):
        return (
            [(x - 130 * scale, y)]
            + [
                (
                    x - 130 * scale * math.cos(k * math.pi / 16),
                    y - 110 * scale - 130 * scale * math.sin(k * math.pi / 16),
                )
                for k in range(17)
            ]
            + [(x + 130 * scale, y)]
        )

    near, far = arch(240, 510, 1.15), arch(620, 470, 0.8)
    canvas.poly(near[9:] + list(reversed(far[9:])), lighter(colour, 0.35), darker(colour, 0.1))
    canvas.poly(near[1:10] + list(reversed(far[1:10])), lighter(colour, 0.6), colour)
    for share in (0.2, 0.4, 0.6, 0.8):
        canvas.line(
            [(a + (c - a) * share, b + (d - b) * share) for (a, b), (c, d) in zip(near, far)],
            "#c9cdcf",
            4,
        )
    canvas.poly(near, lighter(colour, 0.65), lighter(colour, 0.1))
    for x, y, size in ((150, 470, 22), (200, 460, 30), (330, 468, 24)):
        canvas.ellipse(x, y, size, size * 1.2, "#7fae72", "#5a8a52")
    canvas.line(near, "#aeb4b7", 8)
    canvas.rect(196, 300, 90, 208, lighter(colour, 0.5), lighter(colour, 0.2), 2)
    for x in (192, 284):
        canvas.rect(x, 296, 7, 214, "#b4babd", "#8f9598")
    canvas.rect(192, 294, 98, 7, "#b4babd")


@draws("shed")
def shed(canvas, colour):
    meadow(canvas)
    canvas.shadow(410, 516, 300, 26, 0.4)
    canvas.poly(
        [(180, 270), (330, 150), (480, 270), (480, 512), (180, 512)], lighter(colour, 0.2), colour
    )
    canvas.poly(
        [(480, 270), (660, 262), (660, 486), (480, 512)], darker(colour, 0.12), darker(colour, 0.25)
    )
    for index in range(10):
        y = 276 + index * 24
        canvas.line([(180, y), (480, y)], darker(colour, 0.22), 2)
        canvas.line([(480, y), (660, y - 5 - index * 1.4)], darker(colour, 0.4), 2)
    canvas.poly([(330, 128), (520, 116), (690, 256), (492, 272)], "#7a4a3c", "#5f382d")
    canvas.poly([(330, 128), (346, 138), (176, 286), (156, 276)], "#6a4034", "#53302a")
    canvas.poly([(330, 128), (500, 270), (484, 284), (326, 152)], "#8a5646", "#6a4034")
    canvas.rect(284, 322, 92, 190, darker(colour, 0.35), darker(colour, 0.45), 3)
    canvas.rect(296, 336, 68, 60, "#cfe2e8", "#9fc0cc", 3)
    canvas.poly([(540, 320), (616, 316), (616, 384), (540, 392)], "#cfe2e8", "#9fc0cc")


@draws("wheelbarrow")
def wheelbarrow(canvas, colour):
    canvas.backdrop()
    canvas.shadow(400, 520, 270, 24)
    canvas.line([(150, 250), (330, 400), (560, 470), (610, 460)], "#34383c", 15)
    canvas.line([(480, 440), (440, 520), (380, 520)], "#34383c", 13)
    canvas.ellipse(620, 450, 74, 74, "#34383c", "#1d2022")
    canvas.ellipse(620, 450, 44, 44, "#c9cdd0", "#8f9598")
    canvas.ellipse(620, 450, 12, 12, "#4a4e52")
    canvas.poly(
        [(240, 230), (680, 190), (570, 400), (350, 400)],
        lighter(colour, 0.25),
        darker(colour, 0.25),
    )
    canvas.poly([(232, 222), (690, 180), (684, 204), (246, 246)], lighter(colour, 0.45), colour)
    canvas.tube(110, 228, 80, 24, "#1f2225", 12, upright=False)


@draws("mixer")
def mixer(canvas, colour):
    canvas.backdrop()
    canvas.shadow(400, 536, 240, 24)
    for points in ([(300, 400), (230, 530)], [(470, 400), (560, 530)], [(240, 500), (545, 500)]):
        canvas.line(points, "#2f3337", 16)
    canvas.ellipse(236, 508, 40, 40, "#34383c", "#1d2022")
    canvas.ellipse(236, 508, 18, 18, "#c9cdd0", "#8f9598")
    canvas.poly(
        [(270, 180), (440, 120), (560, 250), (530, 370), (400, 430), (280, 340)],
        lighter(colour, 0.3),
        darker(colour, 0.35),
    )
    canvas.poly(
        [(250, 220), (290, 170), (372, 140), (330, 330), (282, 350)],
        lighter(colour, 0.1),
        darker(colour, 0.2),
    )
    canvas.ellipse(300, 240, 66, 104, darker(colour, 0.25), darker(colour, 0.35))
    canvas.ellipse(302, 240, 54, 90, "#2a2624", "#55504c")
    canvas.line([(420, 134), (384, 424)], "#2f3337", 9)
    canvas.rect(540, 300, 110, 96, "#e8a021", "#b87a14", 10)
    canvas.rect(560, 324, 70, 14, "#3a2c10", radius=5)
