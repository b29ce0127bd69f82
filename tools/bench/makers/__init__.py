"""The makers of PDFs that are compared: `start()` of each returns a function from a Job to bytes."""
