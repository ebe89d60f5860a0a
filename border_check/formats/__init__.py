"""Results to text: for the terminal, for programs, for spreadsheets."""
