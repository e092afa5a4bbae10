"""The session in plain lines, for screen readers, braille displays, slow lines and pipes."""
