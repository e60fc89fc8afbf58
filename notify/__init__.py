"""Article 18(4): which States are linked to a case, why, on what basis, through whom; and the letter. Codes out."""
