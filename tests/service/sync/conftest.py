"""Machines for tests: a database each, all of them with one folder."""
