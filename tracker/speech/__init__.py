"""Speech: the cues of a session said by the speech program of the system, run as a process."""
