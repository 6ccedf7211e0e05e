"""Sample issues as PDF: invented front matter around real texts, typeset in the layouts that journals use."""
