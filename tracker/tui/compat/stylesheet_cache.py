"""Style sheets that are read once, however often they are asked for."""

from __future__ import annotations

from textual.css.stylesheet import Stylesheet


class Styles(Stylesheet):
    """Keeps what it made of each sheet until the variables change.

    Textual reads all sheets again for each screen that is shown for the first time, which took a third of the time from
    the start to the first screen, and most of that from a key to another one.
    """

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._known_variables = variables

    def set_variables(self, variables: dict[str, str]) -> None:
        """Set the variables; what was read with others is forgotten."""
        if variables != self._known_variables:
            self._known_variables = variables
            super().set_variables(variables)

    def reparse(self) -> None:
        """Read what is not known with these variables."""
        self.parse()
