"""Words and numbers large enough to be read from the mat."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

HEIGHT = 5
EMPTY, INK = ".", "#"
# Each letter is five rows of dots. Those with a name in words are signs.
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
    "■": "#### #### #### #### ####",
    "○": ".##. #..# #..# #..# .##.",
    "◆": "..#.. .###. ##### .###. ..#..",
    "⇄": "...#. ##### ..... ##### .#...",
    "‖": "#.# #.# #.# #.# #.#",
    "✓": "....# ...#. #.#.. .#... .....",
}
# A dot is half a cell high and a cell wide, or so many times two cells wide and one high.
HALF_BLOCKS = {(EMPTY, EMPTY): " ", (INK, EMPTY): "▀", (EMPTY, INK): "▄", (INK, INK): "█"}
SCALES = (4, 3, 2, 1)


def dots(text: str) -> list[str]:
    """Five rows of dots, one empty dot between letters; none where a letter is not known."""
    letters = [LETTERS.get(letter) for letter in text.upper()]
    if None in letters:
        return []
    split = [letter.split() for letter in letters if letter is not None]
    return [EMPTY.join(letter[row] for letter in split) for row in range(HEIGHT)]


def enlarged(text: str, width: int, height: int) -> list[str]:
    """The lines of `text` as large as they fit into so many cells; the plain text where they do not fit at all."""
    rows = dots(text)
    if not rows or not rows[0]:
        return [text]
    for scale in SCALES:
        if len(rows[0]) * 2 * scale <= width and HEIGHT * scale <= height:
            blocks = ["".join((" " if dot == EMPTY else "█") * 2 * scale for dot in row) for row in rows]
            return [line for line in blocks for _ in range(scale)]
    if len(rows[0]) <= width and height >= (HEIGHT + 1) // 2:
        pairs = zip(rows[::2], [*rows[1::2], EMPTY * len(rows[0])], strict=True)
        return ["".join(HALF_BLOCKS[pair] for pair in zip(*two, strict=True)) for two in pairs]
    return [text]


class BigText(Widget):
    """Shows `text` as large as there is room for, in the middle."""

    DEFAULT_CSS = "BigText { text-style: bold; }"

    text: reactive[str] = reactive("")

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.set_reactive(BigText.text, text)
        self._lines: list[str] = []

    def watch_text(self) -> None:
        """Draw it."""
        self._enlarge(self.size)

    def on_resize(self) -> None:
        """Draw it as large as there is room for now."""
        self._enlarge(self.size)

    def render_line(self, y: int) -> Strip:
        """A line of it."""
        at = y - (self.size.height - len(self._lines)) // 2
        line = self._lines[at] if 0 <= at < len(self._lines) else ""
        margin = " " * ((self.size.width - cell_len(line)) // 2)
        return Strip([Segment(margin + line, self.rich_style)]).adjust_cell_length(self.size.width, self.rich_style)

    def _enlarge(self, size: Size) -> None:
        self._lines = enlarged(self.text, size.width, size.height)
        self.refresh()
