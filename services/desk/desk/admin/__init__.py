"""Administration: agencies, officials and their rights, kiosks, the catalogue of procedures,
requests of data subjects, registers and supervision.
"""
