"""The person's data in one SQLite file: frozen values in and out, written in transactions that can be undone."""
