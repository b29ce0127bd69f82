"""What a person gets for their answers. Pure: no web, no paper, no clock, no chance, no environment."""
