// Exact decimals: an integer and where its point is. Prices and quantities never pass through a binary float.
#pragma once

#include <stdexcept>
#include <string>

class Decimal {
 public:
  Decimal(long whole = 0) : units_(whole) {}

  // What a field of FIX may say: digits with at most one point, a minus before them. At most 18 digits before the point
  // and 12 behind it, so that sums of products stay within 128 bits. False, and nothing changed, for anything else.
  static bool read(const std::string& text, Decimal& into) {
    Decimal value;
    size_t i = text.size() > 0 && text[0] == '-' ? 1 : 0;
    int digits = 0, whole = 0;
    bool point = false;
    for (; i < text.size(); i++) {
      if (text[i] == '.' && !point) { point = true; continue; }
      if (text[i] < '0' || text[i] > '9') return false;
      value.units_ = value.units_ * 10 + (text[i] - '0');
      digits++;
      if (point) value.scale_++;
      else if (value.units_ != 0) whole++;
      if (whole > 18 || value.scale_ > 12) return false;
    }
    if (digits == 0) return false;
    if (text[0] == '-') value.units_ = -value.units_;
    into = value;
    return true;
  }

  static Decimal of(const std::string& text) {
    Decimal value;
    if (!read(text, value)) throw std::runtime_error("'" + text + "' is no number");
    return value;
  }

  std::string text() const {
    unsigned __int128 rest = units_ < 0 ? -static_cast<unsigned __int128>(units_) : units_;
    std::string out;
    for (int i = 0; rest > 0 || i <= scale_; i++) {
      if (i == scale_ && scale_ > 0) out.insert(0, ".");
      out.insert(0, 1, static_cast<char>('0' + static_cast<int>(rest % 10)));
      rest /= 10;
    }
    return units_ < 0 ? "-" + out : out;
  }

  Decimal operator+(const Decimal& other) const {
    Decimal a = *this, b = other;
    align(a, b);
    if (__builtin_add_overflow(a.units_, b.units_, &a.units_)) tooLarge();
    return a;
  }
  Decimal operator-() const {
    Decimal a = *this;
    a.units_ = -a.units_;
    return a;
  }
  Decimal operator-(const Decimal& other) const { return *this + -other; }
  Decimal operator*(const Decimal& other) const {
    const Decimal a = trimmed(), b = other.trimmed();
    Decimal product;
    if (__builtin_mul_overflow(a.units_, b.units_, &product.units_)) tooLarge();
    product.scale_ = a.scale_ + b.scale_;
    return product;
  }

  // The quotient with so many decimals, the last one rounded half up, and no zeroes behind it.
  Decimal over(const Decimal& divisor, int decimals) const {
    Decimal a = trimmed(), b = divisor.trimmed();
    for (; a.scale_ < b.scale_ + decimals; a.scale_++) a.grow();
    for (; b.scale_ + decimals < a.scale_; b.scale_++) b.grow();
    Decimal quotient;
    quotient.units_ = (a.units_ * 2 + b.units_) / (b.units_ * 2);
    quotient.scale_ = decimals;
    return quotient.trimmed();
  }

  bool isMultipleOf(const Decimal& step) const {
    Decimal a = *this, b = step;
    align(a, b);
    return a.units_ % b.units_ == 0;
  }

  bool operator<(const Decimal& other) const {
    Decimal a = *this, b = other;
    align(a, b);
    return a.units_ < b.units_;
  }
  bool operator>(const Decimal& other) const { return other < *this; }
  bool operator<=(const Decimal& other) const { return !(other < *this); }
  bool operator>=(const Decimal& other) const { return !(*this < other); }
  bool operator==(const Decimal& other) const { return !(*this < other) && !(other < *this); }
  bool operator!=(const Decimal& other) const { return !(*this == other); }

  Decimal trimmed() const {
    Decimal a = *this;
    for (; a.scale_ > 0 && a.units_ % 10 == 0; a.scale_--) a.units_ /= 10;
    return a;
  }

 private:
  void grow() {
    if (__builtin_mul_overflow(units_, static_cast<__int128>(10), &units_)) tooLarge();
  }
  static void align(Decimal& a, Decimal& b) {
    for (; a.scale_ < b.scale_; a.scale_++) a.grow();
    for (; b.scale_ < a.scale_; b.scale_++) b.grow();
  }
  [[noreturn]] static void tooLarge() { throw std::overflow_error("a number has too many digits"); }

  __int128 units_ = 0;
  int scale_ = 0;
};

inline Decimal least(const Decimal& a, const Decimal& b) { return b < a ? b : a; }
inline Decimal most(const Decimal& a, const Decimal& b) { return a < b ? b : a; }
