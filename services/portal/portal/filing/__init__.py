"""The wizard of a filing: pages of the form, papers, a last look, and the dossier's code."""
