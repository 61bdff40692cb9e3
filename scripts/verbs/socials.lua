-- verbs/socials.lua: ready-made ways of acting something out, alone, at somebody, at a thing or at
-- oneself, with an adverb if one likes. A verb file that knows the same word goes first.

-- One social a line. `bow: to` makes "Ann bows." and "Ann bows to Bob."; `hug: +` takes its object
-- without a word between, and is nothing to do alone; `sneeze: .` is done alone only. Other lines
-- hold whole messages, with bars between: alone | at somebody or something | at a thing | at
-- oneself. An empty one is not there: the third and fourth are then the second, and without a
-- second the social is done alone only. {how} is the adverb with a space before it, or nothing. A
-- line that is indented goes on with the one above it.
local table_of_socials = [[
applaud: {actor} {applaud/applauds}{how}. | {actor} {applaud/applauds} {the target}{how}.
adore: +
admire: +
agree: with
apologise: to
arch: {actor} {arch/arches} an eyebrow{how}. | {actor} {arch/arches} an eyebrow{how} at {the
  target}.
babble: at
bark: at
bat: {actor} {bat/bats} {their actor} eyelashes{how}. | {actor} {bat/bats} {their actor}
  eyelashes{how} at {the target}.
beam: at
beckon: to
blink: at
blush: {actor} {blush/blushes}{how}. | {actor} {blush/blushes}{how} under {the target's} eyes. |
  {actor} {blush/blushes}{how} at the sight of {the target}. | {actor} {blush/blushes}{how} for no
  reason that shows.
boggle: at
boo: {actor} {boo/boos}{how}. | {actor} {boo/boos} {the target}{how}.
bounce: {actor} {bounce/bounces} up and down{how}. | {actor} {bounce/bounces}{how} around {the
  target}. | | {actor} {bounce/bounces}{how} around in a circle of {their actor} own.
bow: to
breathe: {actor} {take/takes} a deep breath{how}. | {actor} {breathe/breathes}{how} on {the target}.
burp: {actor} {burp/burps}{how}, to the surprise of nobody more than {themself actor}.
cackle: at
calm: | {actor} {speak/speaks} calm words{how} to {the target}. | | {actor} {count/counts} to
  ten{how}.
caper: {actor} {caper/capers} about{how}. | {actor} {caper/capers}{how} around {the target}. | |
  {actor} {caper/capers}{how} in a circle.
caress: +
cheer: {actor} {cheer/cheers}{how}. | {actor} {cheer/cheers} {the target} on{how}.
chortle: at
chuckle: at
clap: {actor} {clap/claps} {their actor} hands{how}. | {actor} {clap/claps}{how} for {the target}.
comb: {actor} {run/runs} {their actor} fingers through {their actor} hair{how}.
comfort: +
commiserate: with
congratulate: +
console: +
cough: {actor} {cough/coughs}{how}. | {actor} {cough/coughs}{how} in {the target's} direction. | |
  {actor} {cough/coughs}{how} to remind {themself actor} of something.
cower: {actor} {cower/cowers}{how}. | {actor} {cower/cowers}{how} before {the target}.
cringe: at
cry: {actor} {cry/cries}{how}. | {actor} {cry/cries}{how} on {the target's} shoulder. | {actor}
  {cry/cries}{how} over {the target}. | {actor} {cry/cries}{how} for {themself actor}.
cuddle: +
curse: {actor} {curse/curses}{how} under {their actor} breath. | {actor} {curse/curses} {the
  target}{how} under {their actor} breath.
curtsey: to
dance: {actor} {dance/dances} a few steps{how}. | {actor} {dance/dances}{how} with {the target}. |
  {actor} {dance/dances}{how} around {the target}. | {actor} {dance/dances}{how} with {their actor}
  own shadow.
daydream: of
despair: of
disagree: with
doubt: +
doze: {actor} {nod/nods} off{how} for a moment, to wake with a start.
drool: {actor} {drool/drools}{how}. | {actor} {drool/drools}{how} over {the target}.
drum: {actor} {drum/drums} {their actor} fingers{how}. | {actor} {drum/drums} {their actor}
  fingers{how} on {the target}. | | {actor} {drum/drums} {their actor} fingers{how} on {their actor}
  own knee.
embrace: +
encourage: +
envy: +
facepalm: {actor} {hide/hides} {their actor} face in one hand{how}. | {actor} {hide/hides} {their
  actor} face in one hand{how} at the sight of {the target}.
fidget: {actor} {fidget/fidgets}{how}. | {actor} {fidget/fidgets}{how} with {the target}. | |
  {actor} {fidget/fidgets}{how} with {their actor} own sleeves.
flinch: {actor} {flinch/flinches}{how}. | {actor} {flinch/flinches}{how} away from {the target}.
flirt: with
flutter: {actor} {flutter/flutters} about{how}. | {actor} {flutter/flutters}{how} about {the
  target}. | | {actor} {flutter/flutters}{how} in a circle.
forgive: +
frown: at
fume: at
gape: at
gasp: at
gaze: at
gesture: at
giggle: at
glare: at
gloat: {actor} {gloat/gloats}{how}. | {actor} {gloat/gloats}{how} over {the target}.
gloom: {actor} {sink/sinks} into gloom{how}.
glow: {actor} {glow/glows}{how} with delight. | {actor} {glow/glows}{how} with delight at {the
  target}.
goggle: at
grimace: at
grin: at
groan: at
grovel: {actor} {grovel/grovels}{how}. | {actor} {grovel/grovels}{how} before {the target}.
growl: at
grumble: {actor} {grumble/grumbles}{how}. | {actor} {grumble/grumbles}{how} about {the target}.
grunt: at
gulp: {actor} {gulp/gulps}{how}. | {actor} {gulp/gulps}{how} at the sight of {the target}.
handshake: | {actor} {shake/shakes} hands{how} with {the target}. | {actor} {offer/offers} {the
  target} a hand{how}; it is not taken. | {actor} {shake/shakes} {their actor} own hand{how}.
hiccup: .
highfive: | {actor} {hold/holds} up a hand{how}, and {the target} {meet/meets} it with a smack. |
  {actor} {smack/smacks} {the target}{how} with an open palm. | {actor} {clap/claps} {their actor}
  own hands{how} overhead.
hiss: at
hoot: at
howl: at
hug: +
hum: {actor} {hum/hums} a tune{how}. | {actor} {hum/hums} a tune{how} to {the target}.
imitate: | {actor} {imitate/imitates} {the target}{how}, and not badly.
introduce: | {actor} {introduce/introduces} {themself actor}{how} to {the target}.
jig: {actor} {dance/dances} a jig{how}. | {actor} {dance/dances} a jig{how} around {the target}. | |
  {actor} {dance/dances} a jig{how} with {their actor} own shadow.
kiss: {actor} {blow/blows} a kiss{how} to nobody in particular. | {actor} {kiss/kisses} {the
  target}{how} on the cheek. | {actor} {kiss/kisses} {the target}{how}. | {actor} {blow/blows} a
  kiss{how} to nobody in particular.
kneel: {actor} {kneel/kneels}{how} for a moment. | {actor} {kneel/kneels}{how} before {the target}
  for a moment. | | {actor} {kneel/kneels}{how} for a moment.
laugh: at
leer: at
love: +
loom: {actor} {loom/looms}{how}. | {actor} {loom/looms}{how} over {the target}. | | {actor}
  {try/tries}{how} to loom over {themself actor}.
mime: {actor} {mime/mimes}{how} that there is a wall of glass. | {actor} {mime/mimes} something{how}
  to {the target}.
moan: at
mope: .
mourn: {actor} {mourn/mourns}{how}. | {actor} {mourn/mourns} {the target}{how}.
mumble: {actor} {mumble/mumbles} something{how}. | {actor} {mumble/mumbles} something{how} to {the
  target}.
mutter: {actor} {mutter/mutters}{how}. | {actor} {mutter/mutters} something{how} about {the target}.
nod: {actor} {nod/nods}{how}. | {actor} {nod/nods}{how} to {the target}.
nudge: +
nuzzle: +
pace: {actor} {pace/paces} up and down{how}. | {actor} {pace/paces}{how} around {the target}. | |
  {actor} {pace/paces} in circles{how}.
panic: {actor} {panic/panics}{how}. | {actor} {panic/panics}{how} at the sight of {the target}.
pant: {actor} {pant/pants}{how}, quite out of breath.
pat: | {actor} {pat/pats} {the target}{how} on the shoulder. | {actor} {pat/pats} {the target}{how}.
  | {actor} {pat/pats} {themself actor}{how} on the back.
peer: {actor} {peer/peers} about{how}. | {actor} {peer/peers}{how} at {the target}.
pinch: +
point: {actor} {point/points}{how} at nothing in particular. | {actor} {point/points}{how} at {the
  target}.
poke: +
ponder: {actor} {ponder/ponders}{how}. | {actor} {ponder/ponders}{how} over {the target}.
pout: at
praise: +
preen: .
purr: at
puzzle: over
recoil: {actor} {recoil/recoils}{how}. | {actor} {recoil/recoils}{how} from {the target}.
relax: .
roar: at
roll: {actor} {roll/rolls} {their actor} eyes{how}. | {actor} {roll/rolls} {their actor} eyes{how}
  at {the target}. | | {actor} {roll/rolls} {their actor} eyes{how} at {their actor} own doings.
ruffle: | {actor} {ruffle/ruffles} {the target's} hair{how}. | {actor} {ruffle/ruffles} {the
  target}{how}. | {actor} {ruffle/ruffles} {their actor} own hair{how}.
salute: {actor} {salute/salutes}{how}. | {actor} {salute/salutes} {the target}{how}.
scowl: at
scratch: {actor} {scratch/scratches} {their actor} head{how}. | {actor} {scratch/scratches} {the
  target}{how}. | | {actor} {scratch/scratches} {their actor} chin{how}.
scoff: at
scream: at
shakehead: {actor} {shake/shakes} {their actor} head{how}. | {actor} {shake/shakes} {their actor}
  head{how} at {the target}.
shiver: {actor} {shiver/shivers}{how}. | {actor} {shiver/shivers}{how} at the thought of {the
  target}.
shrug: at
shudder: {actor} {shudder/shudders}{how}. | {actor} {shudder/shudders}{how} at the thought of {the
  target}.
shush: {actor} {put/puts} a finger to {their actor} lips{how}. | {actor} {shush/shushes} {the
  target}{how}.
sigh: at
sing: {actor} {sing/sings} a few bars{how}. | {actor} {sing/sings} a few bars{how} to {the target}.
skip: {actor} {skip/skips} about{how}. | {actor} {skip/skips}{how} around {the target}. | | {actor}
  {skip/skips} in a circle{how}.
slap: {actor} {slap/slaps} {their actor} own thigh{how}. | {actor} {slap/slaps} {the target}{how} on
  the back. | {actor} {slap/slaps} {the target}{how} with an open palm. | {actor} {slap/slaps}
  {their actor} own forehead{how}.
smile: at
smirk: at
snap: {actor} {snap/snaps} {their actor} fingers{how}. | {actor} {snap/snaps} {their actor}
  fingers{how} at {the target}.
snarl: at
sneer: at
sneeze: .
snicker: at
sniff: {actor} {sniff/sniffs}{how}. | {actor} {sniff/sniffs}{how} at {the target}.
snore: .
snort: at
snuggle: | {actor} {snuggle/snuggles} up{how} to {the target}. | | {actor} {snuggle/snuggles}{how}
  into {their actor} own arms.
sob: {actor} {sob/sobs}{how}. | {actor} {sob/sobs}{how} on {the target's} shoulder. | {actor}
  {sob/sobs}{how} over {the target}. | {actor} {sob/sobs}{how} for {themself actor}.
squeak: at
squint: at
squirm: .
stammer: {actor} {stammer/stammers}{how}. | {actor} {stammer/stammers} something{how} to {the
  target}.
stare: at
stomp: {actor} {stomp/stomps} about{how}. | {actor} {stomp/stomps}{how} around {the target}. | |
  {actor} {stomp/stomps} in a circle{how}.
stretch: .
strut: {actor} {strut/struts} about{how}. | {actor} {strut/struts}{how} before {the target}. | |
  {actor} {strut/struts} in a circle{how}.
sulk: {actor} {sulk/sulks}{how}. | {actor} {sulk/sulks}{how}, looking anywhere but at {the target}.
  | | {actor} {sulk/sulks}{how}, hoping to be asked why.
swagger: .
sway: {actor} {sway/sways} to and fro{how}. | {actor} {sway/sways} to and fro{how} with {the
  target}. | {actor} {sway/sways} to and fro{how} before {the target}. | {actor} {sway/sways} to and
  fro{how}.
swear: at
swoon: {actor} {swoon/swoons}{how}. | {actor} {swoon/swoons}{how} into {the target's} arms. |
  {actor} {swoon/swoons}{how} at the sight of {the target}. | {actor} {swoon/swoons}{how}, with an
  eye on where to fall.
tap: {actor} {tap/taps} {their actor} foot{how}. | {actor} {tap/taps} {the target}{how} on the
  shoulder. | {actor} {tap/taps} {the target}{how}. | {actor} {tap/taps} {their actor} own
  forehead{how}.
tease: +
thank: {actor} {give/gives} thanks{how} to all and sundry. | {actor} {thank/thanks} {the
  target}{how}.
think: {actor} {think/thinks}{how}. | {actor} {think/thinks}{how} about {the target}.
tickle: +
tremble: {actor} {tremble/trembles}{how}. | {actor} {tremble/trembles}{how} before {the target}.
twiddle: {actor} {twiddle/twiddles} {their actor} thumbs{how}.
twirl: {actor} {twirl/twirls}{how}. | {actor} {twirl/twirls} {the target} around{how}.
twitch: .
wave: {actor} {wave/waves}{how}. | {actor} {wave/waves}{how} to {the target}.
weep: {actor} {weep/weeps}{how}. | {actor} {weep/weeps}{how} over {the target}.
welcome: +
whimper: at
whine: at
whistle: at
wiggle: {actor} {wiggle/wiggles} {their actor} ears{how}. | {actor} {wiggle/wiggles} {their actor}
  ears{how} at {the target}.
wince: at
wink: at
wobble: .
wonder: {actor} {wonder/wonders}{how}. | {actor} {wonder/wonders}{how} about {the target}.
worry: {actor} {worry/worries}{how}. | {actor} {worry/worries}{how} about {the target}.
yawn: at
]]

local adverb_words = [[
absently affectionately aimlessly amiably angrily anxiously apologetically appreciatively
awkwardly bashfully bitterly blankly blissfully boldly bravely briefly brightly broadly calmly
carefully casually cautiously charmingly cheerfully coldly coyly curiously curtly darkly deeply
defiantly dejectedly demurely devoutly distractedly dramatically dreamily dryly eagerly earnestly
elegantly encouragingly enthusiastically evilly expectantly faintly fiercely fondly formally
frantically freely furiously gallantly generously gently gladly gleefully gloomily gracefully
graciously gratefully gravely grimly guiltily happily haughtily heartily helplessly hesitantly
hopefully humbly hysterically impatiently innocently inquiringly joyfully kindly knowingly lazily
lightly longingly loudly lovingly madly merrily mischievously mysteriously nervously nobly
nonchalantly patiently pensively playfully politely proudly quickly quietly quizzically reassuringly
regally reluctantly respectfully ruefully sadly sarcastically seriously sharply sheepishly shyly
silently sincerely sleepily slowly slyly smugly softly solemnly sternly stiffly strangely
suddenly suspiciously sweetly sympathetically tenderly thoughtfully tightly tiredly uncertainly
uncomfortably understandingly uneasily vigorously warily warmly weakly wearily wickedly wildly
wisely wistfully wryly
]]

local adverbs = {}
for word in adverb_words:gmatch("%a+") do adverbs[#adverbs + 1] = word end

-- The adverb that the word is, or the only one that it begins; nil for anything else.
local function adverb(word)
  local found
  word = word:lower()
  for _, known in ipairs(adverbs) do
    if known == word then return known end
    if #word >= 3 and known:sub(1, #word) == word then
      if found then return nil end
      found = known
    end
  end
  return found
end

local function third_person(verb)
  if verb:find("[sx]$") or verb:find("[cs]h$") then return verb .. "es" end
  if verb:find("[^aeiou]y$") then return verb:sub(1, -2) .. "ies" end
  return verb .. "s"
end

-- What is done to somebody without touching, and so through an open door as well.
local from_afar = {
  adore = true, admire = true, congratulate = true, doubt = true, encourage = true, envy = true,
  forgive = true, love = true, praise = true, tease = true, welcome = true,
}

-- The same in two words or another one.
local phrases = {
  ["high five"] = "highfive", ["shake head"] = "shakehead", ["shake my head"] = "shakehead",
  ["shake hands"] = "handshake", ["roll eyes"] = "roll",
  ["roll my eyes"] = "roll", ["clap hands"] = "clap", ["clap my hands"] = "clap",
  ["face palm"] = "facepalm", ["jump for joy"] = "bounce", ["wave goodbye"] = "wave",
  ["wave hello"] = "wave", ["blow kiss"] = "kiss", ["blow a kiss"] = "kiss", ["lol"] = "laugh",
  ["rofl"] = "laugh", ["curtsy"] = "curtsey", ["apologize"] = "apologise", ["blow kisses"] = "kiss",
}

-- The messages that a line's short form stands for.
local function short_form(verb, word)
  local does = "{actor} {" .. verb .. "/" .. third_person(verb) .. "}"
  if word == "." then return { alone = does .. "{how}." } end
  if word == "+" then
    return { target = does .. " {the target}{how}.", touching = not from_afar[verb] }
  end
  return { alone = does .. "{how}.", target = does .. "{how} " .. word .. " {the target}." }
end

local places = { "alone", "target", "thing", "self" }

local function long_form(messages)
  local social, place = {}, 0
  for message in (messages .. "|"):gmatch("([^|]*)|") do
    place = place + 1
    message = text.trim(message)
    if message ~= "" then social[places[place]] = message end
  end
  return social
end

local function message_for(social, actor, target)
  if not target then return social.alone end
  if target == actor then return social.self or social.target end
  return target.person and social.target or social.thing or social.target
end

local function perform(social)
  return function(act)
    local how = act.how and adverb(act.how)
    if act.how and not how then decline() end
    local actor, target = act.actor, act.target
    if target then steps.see(act, target) end
    if target and social.touching then steps.reach(act, target) end
    local message = message_for(social, actor, target)
    local vals = { how = how and " " .. how or "", kind = "emote" }
    act:show(message, vals)
    if target and target.player and target.room ~= actor.room then
      target:tell(message, { actor = actor, target = target, how = vals.how, kind = "emote" })
    end
  end
end

local towards = " at/to/with/on/over/of/for/about/around/before/from {target}"

local function add_lines(grammar, verb, social)
  local handler = perform(social)
  if social.alone then
    grammar[verb] = handler
    grammar[verb .. " {how:word}"] = handler
  end
  if not social.target then return end
  grammar[verb .. " {target}"] = handler
  grammar[verb .. towards] = handler
  grammar[verb .. " {how:word} {target}"] = handler
  grammar[verb .. " {how:word}" .. towards] = handler
  grammar[verb .. " {target} {how:word}"] = handler
  grammar[verb .. towards .. " {how:word}"] = handler
end

local names, grammar, socials = {}, {}, {}
for line in table_of_socials:gsub("\n +", " "):gmatch("[^\n]+") do
  local verb, rest = line:match("^(%a+): *(.*)$")
  assert(verb, "a social lacks its name: " .. line)
  local short = rest:match("^[%a.+]+$")
  names[#names + 1] = verb
  socials[verb] = short and short_form(verb, short) or long_form(rest)
  add_lines(grammar, verb, socials[verb])
end
for phrase, verb in pairs(phrases) do add_lines(grammar, phrase, socials[verb]) end
table.sort(names)

grammar["socials"] = function(act)
  act:tell("Ready-made ways of acting something out: {names}.", { names = text.join(names) })
  act:tell('Type one alone, or with somebody or something: "bow", "bow to Tom". Most take an '
    .. 'adverb: "bow deeply to Tom". "adverbs" lists those.')
end

grammar["adverbs"] = function(act)
  act:tell("Adverbs for socials, of which the beginning will do: {adverbs}.",
    { adverbs = text.join(adverbs) })
end

return {
  help = "socials: ready-made ways of acting something out, such as smile, bow Tom, wave to Tom, "
    .. "smile warmly at Tom.\n\"socials\" lists them all, \"adverbs\" the adverbs that go with "
    .. "them. For words of your own there is \"emote\".",
  yields = true,
  grammar = grammar,
}
