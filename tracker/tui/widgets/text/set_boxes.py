"""The box of a set, as Today and the hands-free session draw it."""

SET_DONE, SET_MISSING = "■", "□"
