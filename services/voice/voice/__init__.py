"""What citizens say of agencies: ratings of returned dossiers, feedback and complaints."""
