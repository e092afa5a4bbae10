"""What every layer may need to work round in a library; the interface's own is in tracker.tui.compat."""
