"""A study of made-up people: four ways of raising a dose, lived through by the same people for half a year."""
