"""The commands without a key, which only the palette has."""

from __future__ import annotations

# Their names in the palette, what they are for, and their actions.
COMMANDS = (
    ("Safety questions", "What to ask a doctor about first", "app.ask_again('safety')"),
    ("An ordinary good day", "What counts as pain-free", "app.ask_again('ordinary day')"),
    ("A professional has agreed", "Doses may be raised after a yes to a safety question", "app.professional_agreed"),
    ("Your goal", "What you want to be able to do again", "app.write_function('GOAL')"),
    ("Your activities", "What your back makes hard", "app.write_function('ACTIVITIES')"),
    ("Score your activities", "How well they go, from 0 to 10; what you take", "app.write_function('SCORES')"),
    ("Questions for your therapist", "Noted, answered or deleted", "app.therapist_questions"),
    ("Write a report", "For your doctor or therapist, to print or send", "app.write_file('report')"),
    ("Put the plan on paper", "Each exercise drawn, with boxes to tick", "app.write_file('plan')"),
    ("Import a file", "Pain scores, workouts, walks or habits that you kept elsewhere", "app.import_file"),
    ("About", "What this is, where the data are, what the rules rest on", "app.about"),
)
