"""What travels to the browser, small and early: letters, scripts, elements and whole screens."""
