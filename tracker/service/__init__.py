"""The use cases; the one place where core, store and clock meet.

Each module holds functions over a `Desk`. One that writes does so in one transaction and returns the sentence that
says what it wrote.
"""
