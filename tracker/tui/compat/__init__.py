"""What works round Textual and plotext, or leans on a private name of theirs: one file for each.

Each says what fails without it; docs/upstream.md has the upstream issue or a text to file. Where a name that it leans
on is missing, it steps aside, and the program works without it: tests rename each name in a copy of Textual.
"""
