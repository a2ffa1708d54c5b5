"""Dry mixes, paints and sealants."""

from .family import A, B, P, RAS, family, of

FAMILIES = [
    family(
        "cementas-ir-skiediniai", "bag", "{}",
        "Popierinis maišas, laikyti sausai. Paletėje 48–56 maišai.",
        of("Portlandcementis CEM II 42,5, 25 kg", B, "4.75", "820", "#8e9194"),
        of("Mūro mišinys S5, 25 kg", B, "3.30", "640", "#a5694a"),
        of("Betono mišinys C20/25, 25 kg", B, "3.80", "560", "#5f7a86", "3.29"),
        of("Plonasluoksnis mišinys blokeliams, 25 kg", B, "6.10", "300", "#cfcac0"),
        kg="25", attributes={"packing": "maišas 25 kg"}),
    family(
        "klijai-plytelems", "bag", "Plytelių klijai {}, 25 kg",
        "Elastingi cementiniai klijai vidui ir laukui, tiksotropiški.",
        of("C2TE standartiniai", B, "11.90", "260", "#d0912f"),
        of("C2TES1 didelėms plytelėms", A, "18.90", "140", "#c0503a", "16.50"),
        of("balti mozaikai", A, "21.00", "60", "#ececea"),
        kg="25", attributes={"packing": "maišas 25 kg"}),
    family(
        "klijai-plytelems", "box", "Plytelių glaistas {}, 5 kg",
        "Siūlėms nuo 1 iki 10 mm, atsparus pelėsiui ir vandeniui.",
        of("sidabro pilkas", A, "13.40", "90", "#b7babb"),
        of("antracitas", A, "13.40", "70", "#44474a"),
        of("smėlio", A, "13.40", "45", "#cdb993", "10.90"),
        kg="5", attributes={"packing": "5 kg"}),
    family(
        "tinkai-ir-glaistai", "bag", "{}",
        "Rankiniam ir mašininiam dengimui, lengvai lyginasi.",
        of("Gipsinis tinkas, 30 kg", B, "8.20", "360", "#d8c7b4"),
        of("Cementinis-kalkinis tinkas, 25 kg", B, "4.60", "280", "#9aa59a"),
        of("Savaime išsilyginantis mišinys, 25 kg", B, "12.60", "190", "#6f86a8", "10.90"),
        kg="25", attributes={"packing": "maišas"}),
    family(
        "tinkai-ir-glaistai", "bucket", "Paruoštas glaistas {}",
        "Kibiras, paruoštas naudoti, šlifuojasi be pastangų.",
        of("apdailinis 18 kg", B, "17.90", "85", "#e8e8e4"),
        of("siūlėms 8 kg", B, "12.40", "60", "#d5d8d8"),
        kg="18", attributes={"packing": "kibiras"}),
    family(
        "vidaus-dazai", "bucket", "Vidaus dažai {}",
        "Plaunami matiniai akriliniai dažai sienoms ir luboms, beveik bekvapiai, 10–12 m² iš litro.",
        of("„Pieno baltumas“, 10 l", B, "54.90", "70", "#f0eee6"),
        of("„Šalavijas“, 5 l", B, "39.90", "34", "#9cae92"),
        of("„Molis“, 5 l", B, "39.90", "28", "#c08468", "33.90"),
        of("„Naktinė jūra“, 2,7 l", B, "26.90", "19", "#2f4560"),
        kg="9", attributes={"finish": "matinis"}),
    family(
        "fasado-dazai", "bucket", "Fasado dažai {}",
        "Silikoniniai, kvėpuojantys, apsaugo nuo dumblių. 15 m² iš 1 litro dviem sluoksniais.",
        of("balti, 10 l", B, "84.00", "40", "#f3f3ef"),
        of("pilki, 10 l", B, "89.00", "26", "#9a9fa2"),
        of("geltonos ochros, 10 l", B, "89.00", "14", "#d6a755", "75.00"),
        kg="14", attributes={"base": "silikonas"}),
    family(
        "medienos-apsauga", "paint_can", "{}",
        "Apsaugo medieną nuo saulės ir drėgmės, pabrėžia raštą.",
        of("Medienos alyva terasai, 2,5 l", B, "36.50", "48", "#9c6a3c"),
        of("Lazūra „Tikas“, 2,5 l", B, "29.90", "40", "#a8733d"),
        of("Dažai medinei tvorai, rudi, 5 l", B, "27.40", "55", "#5a3d2b", "22.90"),
        of("Likusi lazūra „Ebenas“, 0,9 l", RAS, "6.00", "3", "#2c2522", condition="surplus"),
        kg="3", attributes={"use": "medienai"}),
    family(
        "gruntai-ir-sandarikliai", "bucket", "{}",
        "Sustiprina paviršių ir sulygina įgeriamumą prieš dažant, tinkuojant ar klijuojant plyteles.",
        of("Giluminis gruntas 10 l", B, "24.20", "200", "#7fb2cf", slug="giluminis-gruntas-10-l"),
        of("Kontaktinis gruntas 5 kg", B, "19.90", "75", "#d7828c"),
        kg="10", attributes={"packing": "kibiras"}),
    family(
        "gruntai-ir-sandarikliai", "cartridge", "{}",
        "Tūba pistoletui, galiojimas ne trumpesnis kaip 12 mėn.",
        of("Sanitarinis silikonas, baltas, 300 ml", B, "6.40", "240", "#f1f1ef"),
        of("Montažinės putos, 750 ml", B, "7.20", "180", "#d98f2b", "5.90"),
        of("Akrilinis hermetikas, pilkas, 300 ml", B, "3.10", "200", "#9a9fa2"),
        of("Montavimo klijai „viskam“, 290 ml", P, "4.00", "9", "#a93a34", condition="surplus"),
        kg="0.5", attributes={"packing": "tūba"}),
]
