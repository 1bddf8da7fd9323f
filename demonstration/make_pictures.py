#!/usr/bin/env python3
"""Draws the pictures of the demonstration archive: demonstration/pictures/NAME.svg.

Each is drawn from a few shapes and a seed of its own, so that the same program draws the same files. Articles of
corpus/ name them in their front matter. Run it after a change here: python3 demonstration/make_pictures.py
"""
import math
import pathlib
import random

WIDTH, HEIGHT = 960, 640

# Inks of a press that prints few colours, on its paper.
PAPER, INK, RED, OCHRE = "#f4ecd9", "#2b2a2f", "#a23c2a", "#d9a441"
SKY, DUSK, NIGHT = "#cfdde0", "#e8c9a4", "#27304a"
WATER, GREEN, LEAF, STONE, BRICK = "#6f97a6", "#7c9a63", "#55764d", "#c9bda6", "#bd7a5c"
WHITE, GREY = "#fbf7ee", "#8d8a86"


class Picture:
    """Shapes in the order they are painted; rounded to a pixel, as more would only be bytes."""

    def __init__(self, seed, sky=SKY):
        self.random = random.Random(seed)
        self.parts = []
        self.rect(0, 0, WIDTH, HEIGHT, sky)

    def rect(self, x, y, width, height, fill, radius=0):
        corner = f' rx="{radius}"' if radius else ""
        self.parts.append(f'<rect x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{height:.0f}"{corner} fill="{fill}"/>')

    def circle(self, x, y, r, fill, opacity=1):
        faint = f' opacity="{opacity}"' if opacity < 1 else ""
        self.parts.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{r:.0f}" fill="{fill}"{faint}/>')

    def shape(self, points, fill):
        path = "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in points) + "Z"
        self.parts.append(f'<path d="{path}" fill="{fill}"/>')

    def line(self, points, stroke, width):
        path = "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in points)
        self.parts.append(f'<path d="{path}" fill="none" stroke="{stroke}" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round"/>')

    def curve(self, path, fill="none", stroke="none", width=0):
        self.parts.append(f'<path d="{path}" fill="{fill}" stroke="{stroke}" stroke-width="{width}" stroke-linecap="round"/>')

    # --- things ---

    def hills(self, y, fill, height=60):
        phase = self.random.random() * 6
        points = [(x, y + height * math.sin(x / 210 + phase) * .5 + height * math.sin(x / 97 + phase * 2) * .2) for x in range(0, WIDTH + 1, 40)]
        self.shape(points + [(WIDTH, HEIGHT), (0, HEIGHT)], fill)

    def tree(self, x, y, size, fill=LEAF):
        self.rect(x - size * .07, y - size * .5, size * .14, size * .5, INK)
        for dx, dy, r in ((0, -.85, .34), (-.22, -.65, .26), (.22, -.65, .26)):
            self.circle(x + dx * size, y + dy * size, r * size, fill)

    def house(self, x, y, width, height, fill, roof=BRICK, lit=False):
        self.rect(x, y - height, width, height, fill)
        self.shape([(x - 8, y - height), (x + width / 2, y - height - width * .4), (x + width + 8, y - height)], roof)
        pane = OCHRE if lit else INK
        columns = max(1, int(width // 45))
        for row in range(max(1, int(height // 60))):
            for column in range(columns):
                self.rect(x + (column + .5) * width / columns - 9, y - height + 18 + row * 56, 18, 28, pane)

    def street(self, y, lit=False, colours=(WHITE, STONE, OCHRE, BRICK)):
        x = -20
        while x < WIDTH:
            width = self.random.choice((80, 100, 120))
            self.house(x, y, width, self.random.choice((110, 140, 170)), self.random.choice(colours), self.random.choice((BRICK, RED, GREY)), lit)
            x += width

    def block(self, x, y, width, height, fill, pane=WHITE):
        self.rect(x, y - height, width, height, fill)
        for row in range(int(height // 44)):
            for column in range(int(width // 36)):
                self.rect(x + 10 + column * 36, y - height + 14 + row * 44, 18, 22, pane)

    def person(self, x, y, size, fill, hat=None):
        self.circle(x, y - size * .86, size * .14, "#d8a98a")
        self.shape([(x - size * .2, y), (x - size * .15, y - size * .7), (x + size * .15, y - size * .7), (x + size * .2, y)], fill)
        if hat:
            self.rect(x - size * .18, y - size * 1.02, size * .36, size * .08, hat)

    def crowd(self, y, count, size=90, spread=WIDTH, colours=(RED, INK, OCHRE, LEAF, WATER, GREY)):
        left = (WIDTH - spread) / 2
        for i in range(count):
            self.person(left + (i + .5) * spread / count + self.random.randint(-12, 12), y + self.random.randint(-14, 14), size * self.random.uniform(.85, 1.1), self.random.choice(colours))

    def rain(self, count=120, stroke="#8fa3ad"):
        drops = "".join(f"M{self.random.randint(0, WIDTH)} {self.random.randint(0, HEIGHT)}l-8 26" for _ in range(count))
        self.curve(drops, stroke=stroke, width=2)

    def stars(self, count=50):
        for _ in range(count):
            self.circle(self.random.randint(0, WIDTH), self.random.randint(0, 300), self.random.choice((1, 2, 2, 3)), WHITE)

    def waves(self, y, stroke=WHITE, rows=5):
        for row in range(rows):
            start = self.random.randint(-60, 0)
            step = 60 + row * 8
            path = f"M{start} {y + row * 34}" + "".join(f"q{step // 4} -10 {step // 2} 0t{step // 2} 0" for _ in range(1 + WIDTH // step))
            self.curve(path, stroke=stroke, width=2)

    def sun(self, x=760, y=130, fill=OCHRE):
        self.circle(x, y, 54, fill)

    def text(self):
        return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">' + "".join(self.parts) + "</svg>\n")


# --- scenes; each takes what makes one different from another ---

def river(p, level=0, night=False, rain=False, bridge=True, gauge=False):
    p.hills(270, GREEN if not night else "#1f2a35")
    p.street(380, lit=night, colours=(STONE, GREY) if night else (WHITE, STONE, OCHRE))
    top = 470 - level * 60
    p.rect(0, top, WIDTH, HEIGHT - top, WATER if not night else "#3d566b")
    if bridge:
        p.curve(f"M120 {top + 20}V380H840V{top + 20}Q780 410 690 {top + 20}Q600 410 510 {top + 20}Q420 410 330 {top + 20}Q240 410 120 {top + 20}Z", fill=STONE)
    p.waves(top + 40, rows=4 if level < 2 else 6)
    if gauge:
        p.rect(470, 250, 26, 320, WHITE)
        for i in range(8):
            p.rect(470, 262 + i * 40, 26 if i % 2 else 14, 8, RED)
    if rain:
        p.rain()


def market(p, stalls=5, queue=0, autumn=False):
    p.street(330)
    p.rect(0, 330, WIDTH, 310, STONE)
    for i in range(stalls):
        x = 40 + i * (880 / stalls)
        width = 880 / stalls - 24
        colour = (RED, LEAF, OCHRE, WATER, BRICK)[i % 5]
        p.rect(x + 6, 330, 8, 170, INK)
        p.rect(x + width - 14, 330, 8, 170, INK)
        stripes = 6
        for s in range(stripes):
            p.rect(x + s * width / stripes, 290, width / stripes + 1, 60, colour if s % 2 else WHITE)
        p.rect(x, 430, width, 60, BRICK)
        for _ in range(14):
            p.circle(x + 12 + p.random.random() * (width - 24), 424 - p.random.random() * 18, 11, p.random.choice((OCHRE, RED, BRICK) if autumn else (LEAF, RED, OCHRE, GREEN)))
    if queue:
        for i in range(queue):
            p.person(70 + i * (840 / queue), 600, 110, p.random.choice((RED, INK, LEAF, WATER)))
    else:
        p.crowd(590, 7, 110)


def school(p, tent=False, chalk=False):
    p.hills(280, GREEN)
    p.rect(140, 190, 680, 290, STONE)
    p.shape([(120, 190), (480, 90), (840, 190)], BRICK)
    for i in range(6):
        p.rect(180 + i * 108, 250, 60, 90, WHITE)
        p.rect(207 + i * 108, 250, 6, 90, INK)
    p.rect(430, 370, 100, 110, RED)
    p.circle(480, 150, 26, WHITE)
    p.line([(480, 150), (480, 134)], INK, 4)
    p.line([(480, 150), (494, 154)], INK, 4)
    p.rect(0, 480, WIDTH, 160, OCHRE if not chalk else GREY)
    if tent:
        p.shape([(250, 560), (480, 330), (710, 560)], WHITE)
        p.shape([(420, 560), (480, 330), (540, 560)], RED)
    if chalk:
        for i in range(6):
            p.curve(f"M{90 + i * 150} 560m-34 0a34 18 0 1 0 68 0a34 18 0 1 0 -68 0", stroke=WHITE, width=5)
            p.person(90 + i * 150, 560, 80, (RED, WATER, OCHRE, LEAF, BRICK, INK)[i])
    else:
        p.crowd(580, 8, 76)


def town_hall(p, night=False, flags=True, crowd=0, snow=False, tree=False):
    if night:
        p.stars(40)
    p.street(420, lit=night, colours=(GREY, STONE) if night else (WHITE, STONE))
    p.rect(280, 170, 400, 270, WHITE)
    p.shape([(260, 170), (480, 70), (700, 170)], GREY)
    p.rect(455, 20, 50, 70, STONE)
    p.circle(480, 128, 24, PAPER)
    p.line([(480, 128), (480, 112)], INK, 4)
    p.line([(480, 128), (492, 134)], INK, 4)
    for i in range(5):
        p.rect(308 + i * 76, 210, 40, 70, OCHRE if night else INK)
        p.rect(308 + i * 76, 320, 40, 70 if i != 2 else 120, OCHRE if night else INK)
    if flags:
        for dx in (-60, 0, 60):
            p.line([(480 + dx, 300), (480 + dx, 250)], INK, 4)
            for i, colour in enumerate(("#3a5a8c", WHITE, RED)):
                p.rect(482 + dx + i * 12, 252, 12, 22, colour)
    p.rect(0, 440, WIDTH, 200, STONE if not snow else WHITE)
    if tree:
        for i in range(4):
            p.shape([(180, 150 + i * 60), (100 - i * 12, 270 + i * 62), (260 + i * 12, 270 + i * 62)], LEAF)
        for _ in range(24):
            p.circle(p.random.randint(110, 250), p.random.randint(250, 440), 6, p.random.choice((RED, OCHRE, WHITE)))
    if crowd:
        p.crowd(600, crowd, 100)
        p.crowd(640, crowd, 110)


def council(p, screens=False, empty=0):
    p.rect(0, 0, WIDTH, HEIGHT, "#e6dcc6")
    p.rect(330, 60, 300, 170, "#3a5a8c")
    p.rect(430, 60, 100, 170, WHITE)
    p.rect(530, 60, 100, 170, RED)
    for ring, count in ((210, 9), (310, 13)):
        for i in range(count):
            angle = math.pi * (i + .5) / count
            x, y = 480 - ring * 1.35 * math.cos(angle), 330 + ring * .75 * math.sin(angle)
            if (i + ring) % 7 >= empty:
                p.person(x, y, 92, p.random.choice((INK, GREY, RED, WATER, LEAF, BRICK)))
            p.rect(x - 36, y - 8, 72, 34, BRICK)
            if screens:
                p.rect(x - 14, y - 26, 28, 18, WHITE)
    p.rect(380, 250, 200, 60, BRICK)
    for i in range(3):
        p.person(420 + i * 60, 262, 96, (INK, RED, INK)[i])
    p.rect(380, 250, 200, 60, BRICK)


def tram(p, double=False, rails=True, crowd=0):
    p.hills(250, GREEN)
    p.hills(330, LEAF, 30)
    for i in range(7):
        p.tree(60 + i * 150, 380, 110)
    p.rect(0, 420, WIDTH, 220, STONE)
    if not rails:
        p.rect(0, 440, WIDTH, 200, GREY)
        for x in range(0, WIDTH, 120):
            p.rect(x, 570, 64, 8, WHITE)
    for y in () if not rails else (520, 600) if double else (540,):
        p.line([(0, y), (WIDTH, y)], INK, 5)
        p.line([(0, y + 26), (WIDTH, y + 26)], INK, 5)
        for x in range(0, WIDTH, 48):
            p.rect(x, y - 4, 14, 36, BRICK)
    y = 530 if not double else 510
    if rails:
        p.line([(0, 230), (WIDTH, 230)], INK, 3)
        p.line([(420, 330), (450, 232)], INK, 5)
    p.rect(140, y - 200, 680, 180, WHITE, 34)
    p.rect(140, y - 90, 680, 40, RED)
    for i in range(7):
        p.rect(180 + i * 88, y - 176, 68, 66, "#33475a", 6)
    for x in (230, 400, 560, 730):
        p.circle(x, y - 14, 24, INK)
    if crowd:
        p.crowd(640, crowd, 110)


def cycle_path(p, posts=False, riders=3, trees=True):
    p.hills(230, GREEN)
    p.street(330)
    p.rect(0, 330, WIDTH, 310, GREY)
    p.shape([(0, 640), (0, 500), (560, 330), (660, 330)], OCHRE if not posts else GREEN)
    p.line([(760, 640), (640, 330)], WHITE, 8)
    if posts:
        for i in range(9):
            t = i / 9
            x, y, size = 40 + 560 * t, 620 - 280 * t, 70 * (1 - t) + 14
            p.rect(x, y - size, size * .22, size, WHITE)
            p.rect(x, y - size * .8, size * .22, size * .2, RED)
    if trees:
        for i in range(5):
            p.tree(700 + i * 70, 370 + i * 56, 130 + i * 30)
    for i in range(riders):
        x, y = 130 + i * 150, 590 - i * 70
        size = 62 - i * 12
        for dx in (-size * .7, size * .7):
            p.curve(f"M{x + dx - size * .5:.0f} {y}a{size * .5:.0f} {size * .5:.0f} 0 1 0 {size:.0f} 0a{size * .5:.0f} {size * .5:.0f} 0 1 0 -{size:.0f} 0", stroke=INK, width=5)
        p.line([(x - size * .7, y), (x - size * .1, y - size * .9), (x + size * .5, y - size * .8), (x + size * .7, y)], RED, 6)
        p.person(x, y - size * .5, size * 1.7, (WATER, RED, LEAF)[i % 3], hat=WHITE)


def meadow(p, blocks=0, crane=False, banner=False, cows=3, plan=False):
    p.hills(240, LEAF)
    if blocks:
        for i in range(blocks):
            p.block(120 + i * (700 / blocks), 400, 700 / blocks - 40, 120 + 40 * ((i * 2 + 1) % 3), (WHITE, STONE, OCHRE)[i % 3], "#33475a")
    p.hills(400, GREEN, 24)
    if plan:
        for i in range(5):
            p.curve(f"M{140 + i * 140} 470h100v90h-100z", stroke=WHITE, width=4)
    for i in range(cows):
        x, y = 180 + i * 250, 500 + (i % 2) * 50
        p.rect(x, y - 50, 110, 54, WHITE, 20)
        p.circle(x + 30, y - 34, 14, INK)
        p.circle(x + 76, y - 20, 12, INK)
        p.circle(x + 118, y - 52, 22, WHITE)
        for dx in (12, 36, 74, 96):
            p.rect(x + dx, y, 9, 34, INK)
    if crane:
        p.line([(700, 440), (700, 110)], OCHRE, 14)
        p.line([(560, 130), (900, 130)], OCHRE, 12)
        p.line([(610, 130), (610, 260)], INK, 3)
        p.rect(580, 260, 60, 40, STONE)
    if banner:
        p.crowd(610, 8, 120)
        p.line([(220, 600), (220, 420)], INK, 8)
        p.line([(740, 600), (740, 420)], INK, 8)
        p.rect(220, 420, 520, 80, WHITE)
        for i in range(4):
            p.rect(250 + i * 120, 444, 90, 12, RED)
            p.rect(250 + i * 120, 468, 70, 10, RED)


def books(p, readers=3, lamp=False):
    p.rect(0, 0, WIDTH, HEIGHT, "#e9dcc0" if not lamp else "#3b3045")
    for shelf in range(4):
        y = 40 + shelf * 120
        x = 40
        while x < 900:
            width, height = p.random.randint(16, 40), p.random.randint(70, 104)
            p.rect(x, y + 108 - height, width, height, p.random.choice((RED, WATER, OCHRE, LEAF, BRICK, INK, STONE, GREEN)))
            x += width + 3
        p.rect(30, y + 108, 900, 12, BRICK)
    if lamp:
        p.circle(480, 470, 190, OCHRE, .35)
    p.rect(180, 560, 600, 26, BRICK)
    for i in range(readers):
        x = 260 + i * 440 / max(1, readers - 1)
        p.person(x, 566, 150, (RED, WATER, LEAF, INK)[i % 4])
        p.shape([(x - 50, 556), (x, 536), (x + 50, 556), (x, 566)], WHITE)


def shop(p, goods="buttons", closed=False, awning=RED):
    p.street(200)
    p.rect(120, 150, 720, 410, BRICK if goods != "books" else LEAF)
    p.rect(150, 180, 660, 60, PAPER)
    for i in range(7):
        p.rect(250 + i * 68, 202, 44, 16, INK)
    for i in range(12):
        p.rect(140 + i * 57, 250, 57, 50, awning if i % 2 else WHITE)
    p.rect(170, 310, 420, 220, "#fff3d6" if not closed else "#565049")
    p.rect(640, 310, 140, 250, INK if closed else OCHRE)
    if closed:
        for y in range(316, 556, 22):
            p.rect(646, y, 128, 4, GREY)
    for _ in range(46):
        x, y = p.random.randint(190, 560), p.random.randint(330, 500)
        if goods == "buttons":
            p.circle(x, y, 13, p.random.choice((RED, WATER, OCHRE, LEAF, INK)))
            p.circle(x - 4, y, 2, WHITE)
            p.circle(x + 4, y, 2, WHITE)
        elif goods == "books":
            p.rect(x, y, 28, 38, p.random.choice((RED, WATER, OCHRE, INK, BRICK)))
        else:
            p.circle(x, y, 15, p.random.choice((OCHRE, BRICK, RED, GREEN)))
    p.rect(0, 560, WIDTH, 80, STONE)


def pitch(p, players=9, colours=(RED, WATER), stand=True):
    p.hills(210, LEAF)
    if stand:
        p.rect(60, 190, 840, 100, GREY)
        for _ in range(120):
            p.circle(p.random.randint(80, 880), p.random.randint(206, 280), 8, p.random.choice((RED, WHITE, OCHRE, INK)))
    for i in range(8):
        p.shape([(i * 120, 640), (i * 120 + 120, 640), (i * 120 + 120, 290), (i * 120, 290)], GREEN if i % 2 else LEAF)
    p.curve("M480 290V640M380 465a100 60 0 1 0 200 0a100 60 0 1 0 -200 0", stroke=WHITE, width=5)
    for i in range(players):
        p.person(90 + i * 820 / players, 400 + p.random.randint(0, 190), 110, colours[i % 2])
    p.circle(520, 560, 15, WHITE)


def boules(p):
    p.rect(0, 360, WIDTH, 280, "#d8bf92")
    p.hills(250, LEAF)
    p.rect(0, 360, WIDTH, 280, "#d8bf92")
    for i in range(6):
        p.tree(90 + i * 160, 380, 150)
    for i in range(7):
        p.circle(260 + i * 78, 560 + (i % 3) * 26, 26, GREY)
        p.circle(252 + i * 78, 552 + (i % 3) * 26, 8, WHITE, .7)
    p.circle(500, 500, 10, RED)
    for i in range(4):
        p.person(110 + i * 240, 500, 150, (INK, WATER, RED, LEAF)[i], hat=WHITE)


def baths(p, scaffold=False, water=True, old=False):
    p.hills(220, LEAF if not old else "#b8a67e")
    wall = WHITE if not old else "#e6d3ad"
    p.rect(120, 230, 720, 260, wall)
    p.curve("M360 230a120 130 0 0 1 240 0z", fill=WATER if not old else "#a08c68")
    p.rect(470, 60, 20, 50, INK)
    for i in range(7):
        x = 150 + i * 98
        p.curve(f"M{x} 480V360a34 40 0 0 1 68 0V480z", fill="#4a5c66" if not old else "#6e5f48")
    p.rect(100, 480, 760, 24, STONE)
    p.rect(0, 504, WIDTH, 136, GREEN if not old else "#cbb98f")
    if water:
        p.curve("M300 560a180 40 0 1 0 360 0a180 40 0 1 0 -360 0", fill=WATER)
        for dx in (-40, 0, 40):
            p.curve(f"M480 550Q{480 + dx} 420 {480 + dx * 2} 550", stroke=WHITE, width=6)
    if scaffold:
        for x in range(120, 860, 104):
            p.line([(x, 500), (x, 170)], OCHRE, 6)
        for y in (190, 280, 370, 460):
            p.line([(110, y), (850, y)], OCHRE, 6)


def bell_tower(p, names=False):
    p.hills(300, GREEN)
    p.street(440)
    p.rect(400, 180, 160, 300, STONE)
    p.shape([(385, 180), (480, 10), (575, 180)], GREY)
    p.curve("M440 300V250a40 46 0 0 1 80 0v50z", fill=INK)
    p.curve("M456 296a24 34 0 0 1 48 0l8 10h-64z", fill=OCHRE)
    p.circle(480, 370, 34, WHITE)
    p.line([(480, 370), (480, 346)], INK, 5)
    p.line([(480, 370), (498, 378)], INK, 5)
    p.rect(0, 440, WIDTH, 200, STONE)
    if names:
        p.shape([(640, 600), (660, 330), (760, 330), (780, 600)], GREY)
        for i in range(9):
            p.rect(676, 360 + i * 22, 68, 6, WHITE)
        p.crowd(630, 6, 100, 560)


def campus(p, finished=False, crane=True, rain=False):
    p.hills(260, GREEN)
    for i in range(8):
        p.tree(40 + i * 130, 330, 100)
    p.rect(150, 220, 660, 280, "#d9d4c8")
    for row in range(4):
        for column in range(10):
            lit = finished or (row * 10 + column) % 3 != 0
            p.rect(170 + column * 63, 240 + row * 64, 48, 44, (WATER, OCHRE, WHITE)[(row * 7 + column * 3) % 3] if lit else "#9d978b")
    if crane:
        p.line([(760, 500), (760, 60)], OCHRE, 14)
        p.line([(560, 84), (930, 84)], OCHRE, 12)
        p.line([(640, 84), (640, 190)], INK, 3)
        p.rect(606, 190, 70, 30, BRICK)
    p.rect(0, 500, WIDTH, 140, "#b59a72" if not finished else STONE)
    if finished:
        p.crowd(600, 7, 110)
    else:
        for i in range(4):
            p.person(180 + i * 190, 610, 120, (INK, GREY, WATER, INK)[i], hat=OCHRE)
    if rain:
        p.rain(100)


def screens(p, people=4, cables=False):
    p.rect(0, 0, WIDTH, HEIGHT, "#30384f")
    for i in range(3):
        p.rect(60 + i * 300, 70, 240, 150, "#1d2334", 8)
        for row in range(7):
            p.rect(80 + i * 300, 90 + row * 17, p.random.randint(40, 190), 7, p.random.choice((OCHRE, GREEN, WATER, WHITE)))
    p.rect(40, 470, 880, 30, BRICK)
    for i in range(people):
        x = 140 + i * 680 / max(1, people - 1)
        p.person(x, 480, 190, (RED, OCHRE, LEAF, WATER, STONE)[i % 5])
        p.rect(x - 60, 410, 120, 70, "#11151f", 6)
        p.rect(x - 50, 418, 100, 54, (WATER, GREEN, OCHRE)[i % 3], 4)
    p.rect(40, 470, 880, 30, BRICK)
    if cables:
        for i in range(6):
            p.curve(f"M{60 + i * 160} 640Q{140 + i * 120} 520 {200 + i * 130} 640", stroke=OCHRE, width=6)


def ballot(p):
    p.rect(0, 0, WIDTH, HEIGHT, "#e3d8bf")
    p.rect(0, 450, WIDTH, 190, BRICK)
    p.rect(330, 250, 300, 250, "#cfe0e4")
    p.rect(330, 250, 300, 26, INK)
    p.rect(430, 256, 100, 12, WHITE)
    for i in range(14):
        x, y = p.random.randint(350, 560), p.random.randint(380, 470)
        p.rect(x, y, 56, 30, p.random.choice((WHITE, PAPER, "#cdd8e6")))
    p.shape([(440, 250), (455, 130), (545, 130), (530, 250)], WHITE)
    p.line([(450, 200), (537, 160)], GREY, 3)
    p.person(110, 520, 230, RED)
    p.person(850, 520, 230, LEAF)
    for i in range(3):
        for s in range(4):
            p.rect(60 + i * 320, 560 + s * 10, 180, 8, (WHITE, PAPER)[s % 2])


def festival(p, rain=False, lanterns=True, band=4):
    p.stars(60)
    p.hills(330, "#1b2236")
    p.shape([(240, 470), (280, 190), (680, 190), (720, 470)], "#3f2f4e")
    p.shape([(250, 190), (480, 110), (710, 190)], RED)
    for i in range(3):
        p.curve(f"M{330 + i * 150} 200L{230 + i * 150} 470H{430 + i * 150}Z", fill="#57486a")
    p.rect(220, 460, 520, 30, BRICK)
    for i in range(band):
        x = 320 + i * 320 / max(1, band - 1)
        p.person(x, 462, 150, (OCHRE, RED, WATER, WHITE, LEAF)[i % 5])
        p.line([(x - 30, 380), (x + 34, 352)], INK, 9)
    if lanterns:
        p.curve("M0 120Q240 220 480 120T960 120", stroke=OCHRE, width=3)
        for i in range(13):
            x = 20 + i * 76
            p.circle(x, 150 + 40 * math.sin(i * .98) , 15, (OCHRE, RED, WHITE)[i % 3])
    p.crowd(620, 14, 100, colours=("#11151f", "#242b3d", "#30384f"))
    if rain:
        p.rain(150, "#7d8fb0")


def table(p, guests=6, dish=False):
    p.rect(0, 0, WIDTH, HEIGHT, "#efe0c2")
    for i in range(7):
        p.shape([(i * 140, 60), (i * 140 + 60, 60), (i * 140 + 30, 120)], (RED, OCHRE, LEAF, WATER)[i % 4])
    p.line([(0, 60), (WIDTH, 60)], INK, 3)
    for i in range(guests):
        p.person(90 + i * 820 / guests, 400, 210, (RED, WATER, LEAF, INK, OCHRE, BRICK)[i % 6])
    p.rect(40, 370, 880, 250, WHITE)
    if dish:
        p.curve("M280 490a200 90 0 1 0 400 0a200 90 0 1 0 -400 0", fill=OCHRE, stroke=BRICK, width=14)
        for _ in range(60):
            p.circle(p.random.randint(330, 630), p.random.randint(440, 540), 9, p.random.choice((LEAF, GREEN, RED)))
    else:
        for i in range(guests):
            p.circle(110 + i * 820 / guests, 450, 42, STONE)
            p.circle(110 + i * 820 / guests, 450, 30, PAPER)
            p.rect(160 + i * 820 / guests, 400, 14, 56, LEAF)


def surgery(p, leaving=False):
    p.rect(0, 0, WIDTH, HEIGHT, "#dfe5de")
    p.rect(80, 60, 260, 340, WHITE)
    for i in range(6):
        for j in range(6 - i):
            p.rect(120 + i * 4 + j * 34, 90 + i * 48, 24 - i * 3, 30 - i * 3, INK)
    p.rect(420, 180, 160, 300, BRICK)
    p.circle(560, 340, 9, OCHRE)
    p.rect(0, 480, WIDTH, 160, STONE)
    p.rect(640, 380, 220, 140, INK, 16)
    p.rect(710, 350, 80, 40, INK, 10)
    p.rect(728, 362, 44, 22, "#dfe5de")
    p.rect(736, 410, 28, 80, WHITE)
    p.rect(710, 436, 80, 28, WHITE)
    p.person(520 if leaving else 250, 560, 300, WHITE)


def masks(p):
    p.rect(0, 0, WIDTH, HEIGHT, "#e7d9c4")
    for row in range(3):
        p.line([(0, 110 + row * 190), (WIDTH, 90 + row * 190)], INK, 3)
        for i in range(5):
            x, y = 90 + i * 190, 110 + row * 190
            colour = (RED, WATER, OCHRE, LEAF, WHITE)[(i + row * 2) % 5]
            p.curve(f"M{x - 60} {y + 10}Q{x} {y - 14} {x + 60} {y + 10}Q{x + 58} {y + 84} {x} {y + 96}Q{x - 58} {y + 84} {x - 60} {y + 10}Z", fill=colour)
            for s in range(3):
                p.line([(x - 46, y + 30 + s * 18), (x + 46, y + 30 + s * 18)], INK, 2)


def garden(p, compost=False, planes=False, heat=False):
    p.sun()
    if planes:
        p.street(400)
        for i in range(6):
            p.tree(80 + i * 165, 520, 300, (LEAF, GREEN)[i % 2])
        p.rect(0, 520, WIDTH, 120, STONE)
        p.crowd(610, 5, 90)
        return
    p.hills(300, GREEN)
    for row in range(4):
        p.rect(60, 400 + row * 56, 840, 30, "#7a5a3d")
        for i in range(14):
            p.circle(90 + i * 62, 398 + row * 56, 17, (LEAF, GREEN, RED, OCHRE)[(row + i // 5) % 4])
    if compost:
        p.rect(360, 250, 240, 170, BRICK)
        for y in range(266, 410, 34):
            p.rect(360, y, 240, 8, INK)
        for _ in range(30):
            p.circle(p.random.randint(380, 580), p.random.randint(236, 258), 13, p.random.choice((LEAF, OCHRE, RED)))
    if heat:
        p.sun(480, 150, RED)


def silence(p):
    p.street(330, lit=True, colours=(GREY, "#6d7178"))
    p.rect(0, 330, WIDTH, 310, "#565b66")
    for row in range(4):
        p.crowd(420 + row * 66, 12 - row, 100 + row * 16, colours=(INK, "#3b3f4a", "#474d59"))
    for _ in range(40):
        x, y = p.random.randint(30, 930), p.random.randint(400, 620)
        p.circle(x, y, 16, OCHRE, .35)
        p.circle(x, y, 5, "#ffe9a8")


def car_park(p, flooded=False):
    p.street(300)
    p.rect(0, 300, WIDTH, 340, GREY)
    for row in range(2):
        for i in range(8):
            p.rect(30 + i * 118, 330 + row * 160, 6, 130, WHITE)
            if (i + row) % 3:
                p.rect(52 + i * 118, 350 + row * 160, 74, 96, (RED, WATER, OCHRE, WHITE, INK)[(i * 3 + row) % 5], 18)
                p.rect(62 + i * 118, 374 + row * 160, 54, 26, "#33475a", 6)
    if flooded:
        p.parts.append(f'<rect x="0" y="380" width="{WIDTH}" height="260" fill="{WATER}" opacity=".78"/>')
        p.waves(410, rows=6)
        p.rect(400, 320, 160, 60, WHITE)
        p.rect(420, 338, 120, 24, RED)


def march(p):
    p.street(320)
    p.rect(0, 320, WIDTH, 320, STONE)
    for row in range(3):
        p.crowd(440 + row * 90, 10 - row, 110 + row * 20)
    for i in range(6):
        x, y = 90 + i * 160, 300 + (i % 2) * 40
        p.line([(x + 50, y + 160), (x + 50, y + 40)], INK, 6)
        p.rect(x, y - 30, 100, 76, (WHITE, OCHRE, GREEN)[i % 3])
        p.circle(x + 50, y + 8, 24, (GREEN, WATER, LEAF)[i % 3])


def fireworks(p):
    p.stars(30)
    for cx, cy, r, colour in ((240, 170, 110, RED), (520, 120, 90, OCHRE), (760, 200, 120, WHITE)):
        for i in range(18):
            a = i * math.pi / 9
            p.line([(cx + r * .3 * math.cos(a), cy + r * .3 * math.sin(a)), (cx + r * math.cos(a), cy + r * math.sin(a))], colour, 4)
    p.street(480, lit=True, colours=("#39415c", "#2f3650"))
    p.rect(0, 480, WIDTH, 160, "#1c2336")
    p.crowd(620, 13, 110, colours=("#11151f", "#30384f", RED, "#3a5a8c"))


# file, scene, sky, what the scene takes
PICTURES = [
    ("numero-zero", shop, DUSK, dict(goods="books", awning=WATER)),
    ("grand-pre-annonce", meadow, SKY, dict(blocks=5, cows=2)),
    ("la-voise-sort-de-son-lit", river, "#b9c3c6", dict(level=2, rain=True)),
    ("pourquoi-la-voise-deborde", river, SKY, dict(level=1, gauge=True, bridge=False)),
    ("curistes", baths, "#e9d6ae", dict(old=True)),
    ("kermesse", school, SKY, dict(tent=True)),
    ("nuits-de-la-voise-1", festival, NIGHT, dict(band=3)),
    ("harmonie", festival, "#3d3150", dict(band=5, lanterns=True)),
    ("platanes", garden, SKY, dict(planes=True)),
    ("tram-train-un-an", tram, SKY, dict(crowd=8)),
    ("mur-de-photos", books, PAPER, dict(readers=2)),
    ("municipales-2014", ballot, PAPER, dict()),
    ("premiere-femme-maire", town_hall, SKY, dict(crowd=8)),
    ("as-charvoisy-monte", pitch, SKY, dict()),
    ("parking-gambetta", car_park, SKY, dict()),
    ("onze-novembre", bell_tower, "#c9ccd1", dict(names=True)),
    ("rentree", school, DUSK, dict()),
    ("sapin", town_hall, NIGHT, dict(night=True, snow=True, tree=True, flags=False)),
    ("mercerie", shop, DUSK, dict(goods="buttons", closed=True)),
    ("boule-lyonnaise", boules, SKY, dict()),
    ("minute-de-silence", silence, "#4a505c", dict()),
    ("conseil-budget", council, PAPER, dict()),
    ("double-voie", tram, "#d7d9cf", dict(double=True)),
    ("sonde-moulin-chavent", river, DUSK, dict(gauge=True)),
    ("marche-reprend-des-couleurs", market, SKY, dict()),
    ("repas-des-aines", table, PAPER, dict()),
    ("sauvons-le-grand-pre", meadow, SKY, dict(banner=True, cows=0)),
    ("zone-30", cycle_path, SKY, dict(riders=1)),
    ("compost", garden, SKY, dict(compost=True)),
    ("euro-2016", fireworks, NIGHT, dict()),
    ("fibre", screens, NIGHT, dict(people=2, cables=True)),
    ("histoire-des-thermes", baths, SKY, dict()),
    ("la-page-blanche", shop, SKY, dict(goods="books")),
    ("mediatheque", books, PAPER, dict(readers=4)),
    ("journee-dans-la-98", tram, DUSK, dict(rails=False)),
    ("canicule", garden, "#f0cf9c", dict(heat=True)),
    ("ecole-101", screens, NIGHT, dict(people=5)),
    ("feminines", pitch, SKY, dict(colours=(OCHRE, INK), stand=False)),
    ("digital-summit", screens, "#3a2f4a", dict(people=3)),
    ("clocher", bell_tower, SKY, dict()),
    ("piste-cyclable", cycle_path, SKY, dict()),
    ("visite-du-site", campus, "#c4c9c8", dict(rain=True)),
    ("maison-medicale", surgery, SKY, dict()),
    ("parking-ferme", car_park, "#b9c3c6", dict(flooded=True)),
    ("campus-travaux", campus, SKY, dict()),
    ("deux-etoiles", fireworks, "#1d2440", dict()),
    ("nuit-du-13-juin", river, NIGHT, dict(level=2, night=True, rain=True)),
    ("plots", cycle_path, DUSK, dict(posts=True, riders=2, trees=False)),
    ("nuit-de-la-lecture", books, NIGHT, dict(readers=3, lamp=True)),
    ("fete-des-voisins", table, PAPER, dict(dish=True)),
    ("nuits-de-la-voise-7", festival, NIGHT, dict(rain=True, band=1)),
    ("feuille-blanche", meadow, SKY, dict(plan=True, cows=1)),
    ("loto-du-patrimoine", baths, SKY, dict(scaffold=True, water=False)),
    ("marche-pour-le-climat", march, SKY, dict()),
    ("tarte-a-la-blette", table, PAPER, dict(guests=3, dish=True)),
    ("rentree-a-la-craie", school, SKY, dict(chalk=True)),
    ("marche-rouvre", market, SKY, dict(stalls=4, queue=6)),
    ("masques", masks, PAPER, dict()),
    ("second-tour", town_hall, NIGHT, dict(night=True, crowd=9)),
    ("la-voise-a-l-air-libre", river, SKY, dict(level=0, bridge=False)),
    ("installation-du-conseil", council, PAPER, dict(screens=True, empty=2)),
    ("docteur-fayolle", surgery, SKY, dict(leaving=True)),
]


def main():
    folder = pathlib.Path(__file__).parent / "pictures"
    folder.mkdir(exist_ok=True)
    for name, scene, sky, options in PICTURES:
        picture = Picture(name, sky)
        scene(picture, **options)
        (folder / f"{name}.svg").write_text(picture.text(), encoding="utf-8")


if __name__ == "__main__":
    main()
