"""Nouns of which an example that offers a choice means any: for what is delivered, and for what a company is; and what is built in.

"The {headlights|engines|chips} for Peugeot come from Valeo" speaks of parts, "Bolt is a {company|maker|bank} from Ulm" of trades.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

PARTS_AND_MATERIALS = frozenset(
    (
        # materials
        "acid alloy aluminium aluminum asphalt bark bead brass brick bronze canvas carbon cardboard cashmere cement ceramic chemical "
        "clay cloth coal coating cobalt compound concrete copper cork cotton diamond dye elastomer enamel fabric felt fiber "
        "fibre film foam foil fuel fur gas gel gem glass glaze glue gold granite graphite gravel hemp hide hydrogen ingot ink iron "
        "jewel jute lacquer laminate leather linen lithium lubricant lumber magnet marble material metal mineral mortar nickel nylon "
        "oak oil ore oxygen paint paper pearl petrol pigment pine plaster plastic platinum plywood polymer porcelain powder preform "
        "pulp quartz rayon resin rod rubber sand satin scrap sheet silica silicon silk silver slate solvent stain steel stone straw "
        "string tape tar textile thread tile timber tin titanium twine varnish velvet veneer vinyl wax web webbing wire wood wool "
        "yarn zinc "
        # parts and assemblies
        "accelerometer accumulator actuator adapter adaptor adhesive aerial airbag alternator amp amplifier anode antenna armrest axle "
        "backlight baffle bag ball band bar barrel base basket battery beam bearing bell belt blade blank blower board body bogie "
        "boiler bolt bottle bowl box bracelet bracket brake brush bulb bumper burner bushing button cabin cabinet cable caliber calibre "
        "camera can canister cap capacitor capsule carburettor cartridge case casing casting cathode cell chain charger chassis chip "
        "chipset circuit clamp clasp clip clutch cockpit coil colourant component compressor condenser cone connector console container "
        "controller converter cooler coprocessor cord cover cowling cpu crank crankset crate crown crystal cushion cylinder dac damper "
        "dashboard derailleur detector dial diaphragm die diesel diode disc disk display door drive driver drivetrain drum electrode "
        "electrolyte electronics element enclosure encoder engine escapement fan fastener feeder filament filter fin finder fitting "
        "flange flap forging fork frame fridge furnace fuse fuselage gasket gauge gear gearbox generator gimbal glove gpu grille "
        "grinder grip groupset gyroscope hairspring hammer hand handle handlebar harness hatch headlamp headlight headphone headset "
        "heater helmet hinge hook hose housing hub hull imager indicator injector instrument insulation inverter jar jet joint joystick "
        "kernel key keyboard keypad knob lacing lamp laser latch led leg lens lever lid lidar light liner link lock loudspeaker "
        "luminaire mainboard mainspring mast mat mattress membrane meter microchip microcontroller microphone microprocessor midsole "
        "mirror mixer modem module monitor motherboard motor mould movement nail neck needle net nib nozzle nut optic optics oscillator "
        "outsole oven package packaging pad paddle pallet panel part pedal pen photodiode pickup pin pipe piston plate plug pole pouch "
        "powertrain preamp printer prism probe processor propeller pump rack radar radio rail reactor receiver rectifier reed reel "
        "reflector regulator relay resistor rim ring robot roller rope rotor router saddle sail scale scanner screen screw seal seat "
        "seatbelt seatpost semiconductor sensor servo shaft shell shifter shock shoe shutter sleeve soc socket software sole spar speaker "
        "spectrometer spindle spoke spoon spring sprocket ssd stand stator steering stem strap stylus subassembly supercapacitor "
        "suspension switch tank tap terminal thermostat throttle tip tire tonearm tool toolbox touchpad touchscreen tower track "
        "trackpad transceiver transducer transformer transistor transmission transmitter tray trigger trim tube tubing turbine "
        "turbocharger turbofan tweeter tyre undercarriage upholstery valve vessel viewfinder wafer wallbox washer wheel wheelset wick "
        "winch window windscreen wing wiring woofer zip zipper "
        "firmware map memory nacelle "
        # food, drink, plants
        "almond apple barley bean beef beer berry biscuit bread butter cacao caramel cereal cheese chicken chocolate cider cocoa "
        "coffee cola cream dough egg extract feed fish flavour flavouring flour flower fodder fruit gelatine grain grape hazelnut "
        "herb honey hop ingredient juice leaf lemon malt meat milk mushroom mustard oat olive onion orange peel pepper pepperoni pork "
        "potato poultry premix protein rice rye salmon salt sauce seed shrimp soy spice spirit starch sugar sweetener syrup tea "
        "tobacco tomato topping vanilla vegetable vinegar water wheat whey wine yeast yoghurt "
    ).split()
)
WARES = frozenset(  # whole things, of which a maker is told and no customer: "the camera was made by Bolt"
    (
        "aircraft ambulance apparatus apron bicycle bike bus carpet carriage cart chair clothing coach cosmetics crane curtain dress "
        "drone drug equipment ferry fertiliser fertilizer furniture garment gown hardware helicopter implant jacket jersey "
        "ladder lift locomotive lorry machine machinery medicine perfume pharmaceutical phone reagent satellite ship shirt shovel "
        "soap sofa spare suit supplies syringe table tablet tanker tooling toy tractor train tram trolley truck uniform "
        "vaccine van vehicle vial wagon wardrobe watch weapon wheelchair yacht"
    ).split()
)
GOODS = PARTS_AND_MATERIALS | WARES
FIRMS = frozenset(
    (
        "agency airline assembler bakery bank bottler boutique brewer brewery broker brokerage builder business carmaker carrier chain "
        "chipmaker company concern conglomerate consultancy contractor cooperative corporation dealer dealership designer developer "
        "distiller distillery distributor enterprise exporter fabricator farm firm forge foundry grocer group grower haulier importer "
        "insurer integrator label lab laboratory lender machine-shop maker manufactory manufacturer marque mill miner multinational "
        "newcomer operator outfit packager partnership printer processor producer provider publisher refiner refinery retailer sawmill "
        "seller shipbuilder shipowner shipper shipyard shop smelter "
        "specialist spinner start-up startup steelmaker store studio supplier "
        "trader undertaking unicorn up utility vendor venture vintner watchmaker weaver wholesaler winery workshop yard"
    ).split()
)
OF_TRADES = re.compile(r"[a-z]{3,}(?:maker|builder)")  # "sailmaker", "boatbuilder"
KINDS = {"*GOODS": (GOODS, 3), "*FIRM": (FIRMS, 4)}  # keys that stand for any noun of a kind, where a choice has as many of them


def kinds_of(lemma: str) -> tuple[str, ...]:
    """Return the keys of the kinds that a noun is of."""
    return tuple(key for key, (nouns, _) in KINDS.items() if lemma in nouns or (key == "*FIRM" and OF_TRADES.fullmatch(lemma)))


def open_kinds(lemmas: Sequence[str]) -> tuple[str, ...]:
    """Return the keys of the kinds of which a choice means any: "{headlights|engines|chips}"."""
    return tuple(key for key, (nouns, least) in KINDS.items() if len(nouns.intersection(lemmas)) >= least)
