"""Boxes that are laid out once.

To Textual, a box that has just been given other room has changed, so it lays out all that is around it a second time
and draws it again: the same picture, at the cost of the first.
"""

from __future__ import annotations

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Static


class Words(Static):
    """Words."""

    virtual_size = Reactive(Size(0, 0), repaint=False)


class Row(Horizontal):
    """Things side by side."""

    virtual_size = Reactive(Size(0, 0), repaint=False)


class Column(Vertical):
    """Things one below the other."""

    virtual_size = Reactive(Size(0, 0), repaint=False)


class Roll(VerticalScroll):
    """Things one below the other, more than there is room for."""

    virtual_size = Reactive(Size(0, 0), repaint=False)
