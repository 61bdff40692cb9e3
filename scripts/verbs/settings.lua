-- verbs/settings.lua: what a player has chosen, and choosing what has no verb of its own: pronouns,
-- language, tips.

local pronouns = { she = "she", he = "he", it = "it", they = "they" }
local language_names = { en = "English", de = "Deutsch" }

local function language_name(locale)
  return language_names[locale] or locale
end

local function own_pronoun(act)
  return act.actor.pronoun or "they"
end

local function on_off(value)
  return value and "on" or "off"
end

local function settings(act)
  local actor = act.actor
  local lines = {
    "Pronouns: " .. own_pronoun(act) .. ".",
    "Language: " .. language_name(actor.locale or "en") .. ".",
    "Terse: " .. on_off(actor.terse) .. ".",
    "Wrap: " .. on_off(actor.wrap ~= false) .. ".",
    "Public: " .. on_off(actor.shown) .. ".",
    "Muted: " .. ((actor.mute_kinds and #actor.mute_kinds > 0)
      and text.join(actor.mute_kinds) or "nothing") .. ".",
  }
  for _, line in ipairs(lines) do act:tell("{line}", { line = line }) end
  act:tell('"help settings" tells how to change them.')
end

local function set_terse(on)
  return function(act)
    act.actor.terse = on or nil
    if on then
      act:tell("No more tips, and no word about typing slips that were put right.")
    else
      act:tell("You get tips again, and are told when a typing slip was put right.")
    end
  end
end

local function terse(act)
  if act.actor.terse then
    act:tell('You get no tips. "terse off" brings them back.')
  else
    act:tell('You get tips where they may help. "terse on" does without them.')
  end
end

local function tell_pronouns(act)
  act:tell('People speak of you as "{word}". "pronouns she", "pronouns he", "pronouns they" or '
    .. '"pronouns it" changes that.', { word = own_pronoun(act) })
end

local function set_pronouns(act)
  local word = text.fold(act.word):match("^%a+")
  local pronoun = pronouns[word]
  if not pronoun then
    refuse('You can choose she, he, they or it; "{word}" has no grammar here yet.')
  end
  act.actor.pronoun = pronoun
  act:tell('People speak of you as "{pronoun}" from now on.', { pronoun = pronoun })
end

local function tell_language(act)
  act:tell('The world speaks {language} to you. There are {locales}: "language" and the short word '
    .. "changes it.", { language = language_name(act.actor.locale or "en"),
      locales = text.join(world.locales()) })
end

local function find_locale(word)
  for _, locale in ipairs(world.locales()) do
    if word == locale or word == text.fold(language_name(locale)) then return locale end
  end
  if word == "german" then return list.has(world.locales(), "de") and "de" or nil end
  return nil
end

local function set_language(act)
  local locale = find_locale(text.fold(act.locale))
  if not locale then
    refuse('The world does not speak "{word}". There are {locales}.',
      { word = act.locale, locales = text.join(world.locales()) })
  end
  act.actor.locale = locale ~= "en" and locale or nil
  act:tell("The world speaks {language} to you from now on, as far as it can.",
    { language = language_name(locale) })
end

return {
  help = "settings: what you have chosen. pronouns WORD, language WORD, terse on, terse off.\n"
    .. "See \"help settings\" and \"help language\".",
  personal = true,
  grammar = {
    ["settings/options/config"] = settings,
    ["terse"] = terse,
    ["terse on"] = set_terse(true),
    ["terse off"] = set_terse(false),
    ["pronouns/pronoun"] = tell_pronouns,
    ["pronouns/pronoun {word:word}"] = set_pronouns,
    ["language/sprache"] = tell_language,
    ["language/sprache {locale:word}"] = set_language,
  },
}
