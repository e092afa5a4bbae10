"""Reads what comes from outside, a line that was typed or the fields of a document, and says what is wrong with it."""
