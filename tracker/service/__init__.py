"""The use cases: functions over an `AppContext` (the store, the library and the clock).

A use case that writes does so in one transaction and returns the sentence that says what it wrote.
"""
