"""Article 18(4): which States are linked to a case, why, on what legal basis, through whom; and the letter. Pure, codes out."""
