"""A study of made-up people: some ways of raising a dose, lived through by the same people for half a year."""
