"""Roofs and what leads the rain away from them."""

from .family import MED, P, RAS, STO, family, of

FAMILIES = [
    family(
        "cerpes", "roof_tiles", "{}",
        "Kaina už m² dengiamo ploto, apie 10 vnt. Garantija 30 metų, priedai užsakomi kartu.",
        of("Betoninės čerpės, tamsiai pilkos", STO, "10.90", "620", "#4d5155"),
        of("Betoninės čerpės, raudonos", STO, "10.90", "480", "#9b4334"),
        of("Molinės čerpės, natūralios", STO, "19.80", "260", "#b86345"),
        of("Molinės čerpės, juodos glazūruotos", STO, "27.50", "140", "#33343a", "23.90"),
        unit="m2", kg="42", step="1", attributes={"warranty": "30 metų"}),
    family(
        "cerpes", "roof_tiles", "Senos molinės čerpės {}",
        "Nuimtos nuo klėties, be įskilimų, su samanomis – tinka restauruoti ar malkinei.",
        of("„Bebro uodega“", RAS, "9.00", "46.5", "#a5654c", condition="used"),
        unit="m2", kg="55", step="0.5", shipping=("pickup",), attributes={"material": "molis"}),
    family(
        "skardine-danga", "metal_roof", "Čerpinis profilis {}",
        "0,5 mm plienas, poliesterio danga, lapai pjaunami pagal jūsų stogo brėžinį.",
        of("RAL 7024 grafito", STO, "11.40", "900", "#474d54"),
        of("RAL 8017 rudas", STO, "11.40", "750", "#503a30"),
        of("RAL 3009 raudonas", STO, "11.40", "310.5", "#7c3a32", "9.90"),
        unit="m2", kg="4.9", step="0.1", attributes={"thickness_mm": "0,5"}),
    family(
        "skardine-danga", "seam_roof", "Klasikinė valcinė danga {}",
        "Skarda su sustandinimo bangomis, slepiami tvirtinimai, iki 10 m ilgio be sandūros.",
        of("juoda matinė", STO, "17.60", "420", "#2f3133"),
        of("cinkuota", STO, "13.90", "380", "#a9b0b3"),
        unit="m2", kg="5.1", step="0.1", attributes={"thickness_mm": "0,5"}),
    family(
        "skardine-danga", "metal_roof", "Trapecinė skarda T-20 {}",
        "Ūkiniams pastatams, stoginėms ir tvoroms.",
        of("žalia RAL 6005", STO, "7.90", "540", "#2f5a43"),
        of("likutis, mėlyna, 2,1 m lapai", P, "4.50", "37.5", "#3b5f86", condition="surplus"),
        unit="m2", kg="4.6", step="0.1", attributes={"thickness_mm": "0,45"}),
    family(
        "bitumine-danga", "shingles", "Bituminės čerpelės {}",
        "Lengvos, tylios, tinka sudėtingos formos stogams ir pavėsinėms. Pakuotėje 3 m².",
        of("raudonos", STO, "10.20", "240", "#8d4638"),
        of("žalios", STO, "10.20", "156", "#4d6b52"),
        of("pilkos", STO, "10.20", "300", "#6d7073", "8.70"),
        unit="m2", kg="8.5", step="3", attributes={"shape": "šešiakampės"}),
    family(
        "bitumine-danga", "roll", "Prilydoma bituminė danga {}",
        "Plokštiems stogams, ritinys 10 m². Viršutinis sluoksnis su skalūno pabarstu.",
        of("viršutinė 5,2 kg/m²", STO, "52.00", "65", "#55585a"),
        of("apatinė 4 kg/m²", STO, "38.00", "70", "#3a3c3e"),
        kg="48", attributes={"size": "1×10 m"}),
    family(
        "lietvamzdziai", "gutter", "Lietaus nuvedimo sistema {}",
        "Komplektas 10 m karnizui: latakai, laikikliai, įlaja, 2 lietvamzdžiai po 3 m.",
        of("PVC 125/90, ruda", STO, "139.00", "18", "#5b4033"),
        of("plieninė 125/87, grafito", STO, "219.00", "14", "#474d54", "189.00"),
        of("vario spalvos", STO, "265.00", "6", "#a8643f"),
        kg="24", attributes={"length": "10 m"}),
    family(
        "lietvamzdziai", "snow_guard", "Sniego gaudytuvas {} 3 m",
        "Ovalūs vamzdžiai su tvirtinimais čerpinei ir skardinei dangai.",
        of("grafito", STO, "42.00", "60", "#474d54"),
        of("raudonas", STO, "42.00", "25", "#8d3e34", "34.00"),
        kg="8", attributes={"length": "3 m"}),
    family(
        "stogo-langai", "roof_window", "Stoginis langas {}",
        "Pušies mediena, dviejų stiklų paketas, vėdinimo sklendė. Tarpinė užsakoma atskirai.",
        of("78×118 cm", STO, "329.00", "12", "#c59a62"),
        of("66×98 cm, baltas", STO, "298.00", "9", "#eceae4", "265.00"),
        of("naudotas 78×140 cm, 2016 m.", MED, "140.00", "2", "#b78a55", condition="used"),
        kg="38", attributes={"glazing": "2 stiklai"}),
]
