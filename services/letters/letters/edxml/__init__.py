"""The border at which letters are edXML (QCVN 102:2016/BTTTT): read strictly, written strictly."""
