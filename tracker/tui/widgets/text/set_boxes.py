"""The box of a set: done, done in part, still to do."""

SET_DONE, SET_PART, SET_MISSING = "■", "▪", "□"
