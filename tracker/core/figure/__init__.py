"""A jointed figure that does an exercise: its body, its motion, and its picture in dots."""
