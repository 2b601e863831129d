"""What is published already: what is the latest, what may change, what may go."""
