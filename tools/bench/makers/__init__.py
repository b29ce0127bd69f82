"""The PDF makers to compare. `start()` of each module returns a function from a Job to bytes."""
