"""The category tree: slug, Lithuanian, English, children. Goods hang on the leaves."""

TREE = (
    ("plyteles-ir-grindys", "Plytelės ir grindys", "Tiles and floors", (
        ("plyteles", "Plytelės", "Tiles", (
            ("grindu-plyteles", "Grindų plytelės", "Floor tiles"),
            ("sienu-plyteles", "Sienų plytelės", "Wall tiles"),
            ("mozaika", "Mozaika", "Mosaic"),
            ("lauko-plyteles", "Lauko plytelės", "Outdoor tiles"))),
        ("parketas-ir-laminatas", "Parketas ir laminatas", "Parquet and laminate"),
        ("grindu-priedai", "Grindų priedai", "Floor accessories"))),
    ("murui-ir-pamatams", "Mūrui ir pamatams", "Masonry and foundations", (
        ("muro-blokai", "Mūro blokai", "Building blocks"),
        ("plytos", "Plytos", "Bricks"),
        ("betonas-ir-armatura", "Betonas ir armatūra", "Concrete and reinforcement"))),
    ("mediena", "Mediena", "Timber", (
        ("pjautine-mediena", "Pjautinė mediena", "Sawn timber"),
        ("dailylentes", "Dailylentės ir terasos", "Cladding and decking"),
        ("ploksciu-medziagos", "Plokščių medžiagos", "Panels and boards"))),
    ("izoliacija", "Izoliacija", "Insulation", (
        ("mineraline-vata", "Mineralinė vata", "Mineral wool"),
        ("polistirenas", "Polistirenas", "Polystyrene"),
        ("hidroizoliacija", "Hidroizoliacija ir plėvelės", "Waterproofing and membranes"))),
    ("stogo-dangos", "Stogo dangos", "Roofing", (
        ("cerpes", "Čerpės", "Roof tiles"),
        ("skardine-danga", "Skardinė danga", "Metal roofing"),
        ("bitumine-danga", "Bituminė danga", "Bitumen roofing"),
        ("lietvamzdziai", "Lietvamzdžiai ir priedai", "Gutters and accessories"),
        ("stogo-langai", "Stogo langai", "Roof windows"))),
    ("langai-ir-durys", "Langai ir durys", "Windows and doors", (
        ("langai", "Langai", "Windows"),
        ("durys", "Durys", "Doors", (
            ("lauko-durys", "Lauko durys", "Front doors"),
            ("vidaus-durys", "Vidaus durys", "Interior doors"))),
        ("garazo-vartai", "Garažo vartai", "Garage doors"),
        ("palanges", "Palangės", "Window sills"),
        ("furnitura", "Furnitūra ir laiptai", "Hardware and stairs"))),
    ("santechnika", "Santechnika", "Plumbing", (
        ("voniu-iranga", "Vonių įranga", "Bathroom fixtures"),
        ("maisytuvai", "Maišytuvai ir dušai", "Taps and showers"),
        ("vamzdziai", "Vamzdžiai ir nuotekos", "Pipes and drainage"))),
    ("sildymas", "Šildymas", "Heating", (
        ("katilai", "Katilai", "Boilers"),
        ("silumos-siurbliai", "Šilumos siurbliai", "Heat pumps"),
        ("radiatoriai", "Radiatoriai", "Radiators"),
        ("grindinis-sildymas", "Grindinis šildymas", "Underfloor heating"),
        ("kaminai-ir-zidiniai", "Kaminai ir židiniai", "Chimneys and stoves"),
        ("vandens-sildytuvai", "Vandens šildytuvai", "Water heaters"))),
    ("elektra", "Elektra", "Electrics", (
        ("kabeliai", "Kabeliai", "Cables"),
        ("jungikliai-ir-lizdai", "Jungikliai ir lizdai", "Switches and sockets"),
        ("automatika", "Skydeliai ir automatika", "Panels and breakers"),
        ("apsvietimas", "Apšvietimas", "Lighting"),
        ("saules-elektrines", "Saulės elektrinės", "Solar power"))),
    ("apdaila", "Apdaila", "Finishing", (
        ("sausi-misiniai", "Sausi mišiniai", "Dry mixes", (
            ("cementas-ir-skiediniai", "Cementas ir skiediniai", "Cement and mortars"),
            ("klijai-plytelems", "Klijai plytelėms", "Tile adhesives"),
            ("tinkai-ir-glaistai", "Tinkai ir glaistai", "Plasters and fillers"))),
        ("dazai", "Dažai", "Paints", (
            ("vidaus-dazai", "Vidaus dažai", "Interior paints"),
            ("fasado-dazai", "Fasado dažai", "Facade paints"),
            ("medienos-apsauga", "Medienos apsauga", "Wood protection"),
            ("gruntai-ir-sandarikliai", "Gruntai ir sandarikliai", "Primers and sealants"))),
        ("gipso-kartonas", "Gipso kartonas ir profiliai", "Plasterboard and profiles"))),
    ("irankiai", "Įrankiai ir įranga", "Tools and equipment", (
        ("elektriniai-irankiai", "Elektriniai įrankiai", "Power tools"),
        ("rankiniai-irankiai", "Rankiniai įrankiai", "Hand tools"),
        ("matavimo-prietaisai", "Matavimo prietaisai", "Measuring instruments"),
        ("kopecios-ir-pastoliai", "Kopėčios ir pastoliai", "Ladders and scaffolding"),
        ("statybu-iranga", "Statybų įranga", "Site equipment"),
        ("tvirtinimo-detales", "Tvirtinimo detalės", "Fixings"))),
    ("tvoros-ir-kiemas", "Tvoros ir kiemas", "Fences and yard", (
        ("tvoros", "Tvoros", "Fences", (
            ("segmentines-tvoros", "Segmentinės tvoros", "Wire mesh fences"),
            ("medines-tvoros", "Medinės tvoros", "Wooden fences"))),
        ("vartai", "Vartai", "Gates"),
        ("trinkeles", "Trinkelės ir bortai", "Paving and kerbs"),
        ("sodui", "Sodui", "Garden"))),
    ("knygos-ir-standartai", "Knygos ir standartai", "Books and standards"),
)

# The VAT class of a category holds for its descendants; what is not named is standard.
REDUCED_VAT = ("knygos-ir-standartai",)


def flat(tree=TREE, parent=None):
    """Rows in display order, parents before their children."""
    for position, (slug, lithuanian, english, *children) in enumerate(tree):
        yield {
            "slug": slug,
            "parent": parent,
            "position": position,
            "name": {"lt": lithuanian, "en": english},
            "vat_class": "reduced" if slug in REDUCED_VAT else "standard",
        }
        if children:
            yield from flat(children[0], slug)
