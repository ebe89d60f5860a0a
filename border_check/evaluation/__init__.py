"""How well matching does: on pairs whose truth is known, and on travellers of a site of its own."""
