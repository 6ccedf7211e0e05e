"""Search for scholarly journal issues from Kazakhstan, in Kazakh, Russian and English."""
