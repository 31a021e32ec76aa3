// Fields by number, as text: what both parts of the application read and write.
#pragma once

#include <quickfix/FieldMap.h>
#include <quickfix/FieldTypes.h>
#include <quickfix/FieldConvertors.h>

#include <string>

// Absent is empty: no field of FIX has an empty value.
inline std::string textOf(const FIX::FieldMap& fields, int tag) {
  return fields.isSetField(tag) ? fields.getField(tag) : "";
}

inline char charOf(const FIX::FieldMap& fields, int tag, char otherwise = 0) {
  const std::string text = textOf(fields, tag);
  return text.empty() ? otherwise : text[0];
}

inline void put(FIX::FieldMap& fields, int tag, const std::string& value) {
  if (!value.empty()) fields.setField(tag, value);
}

inline void put(FIX::FieldMap& fields, int tag, char value) {
  if (value != 0) fields.setField(tag, std::string(1, value));
}

inline std::string timeNow() { return FIX::UtcTimeStampConvertor::convert(FIX::UtcTimeStamp(), 3); }
