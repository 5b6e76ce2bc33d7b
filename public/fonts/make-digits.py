"""Be Vietnam Pro has no tabular figures: a ticking clock jumps and columns do not line up.
This keeps only its digits, gives each the same advance width and centres it (OFL 1.1 allows it).
Run beside the latin files of @fontsource/be-vietnam-pro/files: python3 make-digits.py   (Debian: python3-fonttools python3-brotli)"""
from fontTools.ttLib import TTFont
from fontTools.subset import Subsetter, Options

WIDTH = 0.615  # of the em

for weight in (400, 500, 600):
    font = TTFont(f"be-vietnam-pro-latin-{weight}-normal.woff2")
    options = Options()
    options.layout_features = []
    options.name_IDs = [1, 2, 13, 14]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=range(0x30, 0x3A))
    subsetter.subset(font)
    width = round(font["head"].unitsPerEm * WIDTH)
    for glyph in font.getGlyphOrder():
        if glyph == ".notdef":
            continue
        shape = font["glyf"][glyph]
        shift = round((width - (shape.xMax - shape.xMin)) / 2) - shape.xMin
        shape.coordinates.translate((shift, 0))
        shape.recalcBounds(font["glyf"])
        font["hmtx"][glyph] = (width, shape.xMin)
    font.flavor = "woff2"
    font.save(f"be-vietnam-so-{weight}.woff2")
