"""Words and numbers in letters of several lines, to be read from a distance."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

HEIGHT = 5
MARGIN = 1
EMPTY, INK = ".", "#"
# Each letter is five rows of dots. The last few are signs.
LETTERS = {
    " ": ". . . . .",
    "0": "### #.# #.# #.# ###",
    "1": ".#. ##. .#. .#. ###",
    "2": "### ..# ### #.. ###",
    "3": "### ..# ### ..# ###",
    "4": "#.# #.# ### ..# ..#",
    "5": "### #.. ### ..# ###",
    "6": "### #.. ### #.# ###",
    "7": "### ..# ..# ..# ..#",
    "8": "### #.# ### #.# ###",
    "9": "### #.# ### ..# ###",
    "A": ".#. #.# ### #.# #.#",
    "B": "##. #.# ##. #.# ##.",
    "C": ".## #.. #.. #.. .##",
    "D": "##. #.# #.# #.# ##.",
    "E": "### #.. ##. #.. ###",
    "F": "### #.. ##. #.. #..",
    "G": ".### #... #.## #..# .###",
    "H": "#.# #.# ### #.# #.#",
    "I": "# # # # #",
    "J": "..# ..# ..# #.# .#.",
    "K": "#..# #.#. ##.. #.#. #..#",
    "L": "#.. #.. #.. #.. ###",
    "M": "#...# ##.## #.#.# #...# #...#",
    "N": "#..# ##.# #.## #..# #..#",
    "O": ".##. #..# #..# #..# .##.",
    "P": "##. #.# ##. #.. #..",
    "Q": ".##. #..# #..# #.## .###",
    "R": "##. #.# ##. #.# #.#",
    "S": ".## #.. .#. ..# ##.",
    "T": "### .#. .#. .#. .#.",
    "U": "#..# #..# #..# #..# .##.",
    "V": "#.# #.# #.# #.# .#.",
    "W": "#...# #...# #.#.# ##.## #...#",
    "X": "#.# #.# .#. #.# #.#",
    "Y": "#.# #.# .#. .#. .#.",
    "Z": "### ..# .#. #.. ###",
    ":": ". # . # .",
    ".": ". . . . #",
    ",": ".. .. .. .# #.",
    "-": ".. .. ## .. ..",
    "'": "# # . . .",
    "▶": "#... ##.. ###. ##.. #...",
    "■": "##### ##### ##### ##### #####",
    "□": "##### #...# #...# #...# #####",
    "◆": "..#.. .###. ##### .###. ..#..",
    "⇄": "...#. ##### ..... ##### .#...",
    "‖": "#.# #.# #.# #.# #.#",
}
# Two dots, one above the other, in a cell.
CELLS = {(EMPTY, EMPTY): " ", (INK, EMPTY): "▀", (EMPTY, INK): "▄", (INK, INK): "█"}
LARGEST = 8


def dots(text: str) -> list[str]:
    """The letters as five rows of dots, one empty dot between them; empty if a letter is not known."""
    letters = [LETTERS.get(letter) for letter in text.upper()]
    if None in letters:
        return []
    split = [letter.split() for letter in letters if letter is not None]
    return [EMPTY.join(letter[row] for letter in split) for row in range(HEIGHT)]


def enlarged(text: str, width: int, height: int) -> list[str]:
    """The lines of `text`, as large as they fit into so many cells; the plain text if they do not fit at all.

    A dot is as wide as a cell and half as high, times a whole number.
    """
    rows = dots(text)
    fitting = min(width // max(len(rows[0]), 1), 2 * height // HEIGHT, LARGEST) if rows else 0
    if not fitting:
        return [text]
    larger = ["".join(dot * fitting for dot in row) for row in rows for _ in range(fitting)]
    if len(larger) % 2:
        larger.append(EMPTY * len(larger[0]))
    return [
        "".join(CELLS[pair] for pair in zip(*pair, strict=True)) for pair in zip(larger[::2], larger[1::2], strict=True)
    ]


class BigText(Widget):
    """Shows `text` in the middle, as large as there is room for."""

    DEFAULT_CSS = "BigText { text-style: bold; }"

    text: reactive[str] = reactive("")

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._lines: list[str] = []

    def watch_text(self) -> None:
        self._enlarge(self.size)

    def on_resize(self) -> None:
        self._enlarge(self.size)

    def render_line(self, y: int) -> Strip:
        row = y - (self.size.height - len(self._lines) + 1) // 2
        line = self._lines[row] if 0 <= row < len(self._lines) else ""
        margin = " " * ((self.size.width - cell_len(line)) // 2)
        return Strip([Segment(margin + line, self.rich_style)]).adjust_cell_length(self.size.width, self.rich_style)

    def _enlarge(self, size: Size) -> None:
        self._lines = enlarged(self.text, size.width - 2 * MARGIN, size.height)
        self.refresh()
